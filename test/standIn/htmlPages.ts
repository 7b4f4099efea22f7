function page(title: string, body: string): string {
	return `<!doctype html>\n<html lang="en">\n<head><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
}

/** Pages a proxy or the server itself may answer where JSON is expected. */
export const HTML_NOT_FOUND = page(
	'Not Found',
	'<h1>Not Found</h1><p>The requested resource was not found on this server.</p>',
);
export const HTML_SERVER_ERROR = page('Server Error (500)', '<h1>Server Error (500)</h1>');
export const HTML_BAD_GATEWAY = page(
	'502 Bad Gateway',
	'<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>',
);
export const HTML_UNAVAILABLE = page(
	'503 Service Unavailable',
	'<h1>We will be back soon</h1><p>Maintenance is under way &amp; will end shortly.</p>',
);
export const HTML_GATEWAY_TIMEOUT = page(
	'504 Gateway Time-out',
	'<center><h1>504 Gateway Time-out</h1></center><hr><center>nginx</center>',
);

/** The page that goes with a 5xx status. */
export function htmlPageFor(status: number): string {
	if (status === 502) return HTML_BAD_GATEWAY;
	if (status === 503) return HTML_UNAVAILABLE;
	return status === 504 ? HTML_GATEWAY_TIMEOUT : HTML_SERVER_ERROR;
}
