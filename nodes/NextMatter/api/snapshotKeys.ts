/**
 * What is inside `process_snapshot` and inside a workflow is not documented; all that this package
 * supposes about its names stands here. Steps are objects with an ID in a list under a key such as
 * `steps`, form fields in one such as `actions`, and a completed step has a time or a yes under a key
 * such as `completed_time`.
 */
export const KEYS = {
	stepList: /steps?$/i,
	fieldList: /(actions?|fields?)$/i,
	/** A share, a count or a word under such a key tells nothing. */
	completion: /^(is_?)?complet(ed|ion)(_?(time|at|on|date))?$/i,
	times: /time|frame/i,
	label: /^(name|label|title)$/i,
	fieldType: /^(field_?|action_?|input_?)?(type|kind)$/i,
	required: /^(is_?)?(required|mandatory)$/i,
	options: /^(options|choices|items)$/i,
} as const;
