import axios from 'axios';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';

import type { StandIn } from './index';
import type { JsonObject, JsonValue } from './json';

export type ApiResponse = AxiosResponse<JsonObject>;

/** A plain client for the stand-in's own tests: no status is an error to it. */
export class TestClient {
	constructor(
		private readonly standIn: StandIn,
		private readonly config: AxiosRequestConfig = {},
	) {}

	async send(config: AxiosRequestConfig): Promise<ApiResponse> {
		const authorization = `Api-Key ${this.standIn.keys.admin}`;
		return await axios.request<JsonObject>({
			baseURL: this.standIn.baseUrl,
			validateStatus: () => true,
			maxRedirects: 0,
			proxy: false,
			...this.config,
			...config,
			headers: { authorization, ...config.headers },
		});
	}

	async read(id: number, key = 'admin', query = ''): Promise<ApiResponse> {
		const authorization = `Api-Key ${this.standIn.keys[key]}`;
		return await this.send({ url: `/instances/${id}/${query}`, headers: { authorization } });
	}

	async sendJson(
		method: string,
		url: string,
		body: JsonValue,
		key = 'admin',
	): Promise<ApiResponse> {
		const authorization = `Api-Key ${this.standIn.keys[key]}`;
		const headers = { authorization, 'content-type': 'application/json' };
		return await this.send({ method, url, headers, data: JSON.stringify(body) });
	}

	async completeStep(id: number, body: JsonValue, key = 'admin'): Promise<ApiResponse> {
		return await this.sendJson('POST', `/instances/${id}/complete_step/`, body, key);
	}

	/** Answers one form field of a step. */
	async answerField(
		instanceId: number,
		stepId: number,
		fieldId: number,
		input: JsonValue,
		mode: 'save' | 'complete' = 'complete',
	): Promise<ApiResponse> {
		const actions = [{ action_id: fieldId, input_object: input }];
		return await this.completeStep(instanceId, { step_id: stepId, mode, actions });
	}
}
