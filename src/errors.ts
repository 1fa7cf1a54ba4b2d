/**
 * The closed catalogue of everything that can be refused, and the one class that carries a refusal.
 *
 * `status` is the HTTP status, `code` the name in Direct Line's error form, `message` says what to do next.
 * `reported` faults are ours and go to the log; the others are the caller's and do not.
 */
export const errorCatalogue = {
  malformed_json: {
    status: 400,
    code: 'BadArgument',
    message: 'The body is not valid JSON. Send a JSON object.',
    reported: false,
  },
  invalid_activity: {
    status: 400,
    code: 'BadArgument',
    message: 'The activity is not as Direct Line 3.0 describes it.',
    reported: false,
  },
  unknown_activity_type: {
    status: 400,
    code: 'BadArgument',
    message: 'This activity type is not served. Send a message, event, typing or conversationUpdate.',
    reported: false,
  },
  text_too_long: {
    status: 400,
    code: 'BadArgument',
    message: 'The text is over 4,000 characters. Send it in shorter parts.',
    reported: false,
  },
  invalid_watermark: {
    status: 400,
    code: 'BadArgument',
    message: 'The watermark is not one that this service gave. Leave it out to get the whole conversation.',
    reported: false,
  },
  invalid_request: {
    status: 400,
    code: 'BadArgument',
    message: 'The request is not as the documentation describes it.',
    reported: false,
  },
  token_missing: {
    status: 401,
    code: 'Unauthorized',
    message: 'Send a token: Authorization: Bearer <token> from tokens/generate.',
    reported: false,
  },
  token_invalid: {
    status: 401,
    code: 'Unauthorized',
    message: 'This token was not given by this service. Get one from tokens/generate.',
    reported: false,
  },
  token_expired: {
    status: 403,
    code: 'TokenExpired',
    message: 'The token has expired. Get a new one from tokens/generate, or resume the conversation.',
    reported: false,
  },
  token_foreign: {
    status: 403,
    code: 'Forbidden',
    message: 'The token belongs to another conversation.',
    reported: false,
  },
  origin_refused: {
    status: 403,
    code: 'Forbidden',
    message: 'This origin may not start a chat. The service’s owner lists origins in ALLOWED_ORIGINS.',
    reported: false,
  },
  metrics_refused: {
    status: 403,
    code: 'Forbidden',
    message: 'Figures are shown to this machine, or with Authorization: Bearer <METRICS_TOKEN>.',
    reported: false,
  },
  signature_refused: {
    status: 403,
    code: 'Forbidden',
    message:
      'The signature is not ours or too old. Sign the body with WEBHOOK_SECRET, as docs/operations.md shows.',
    reported: false,
  },
  resume_refused: {
    status: 403,
    code: 'Forbidden',
    message: 'The conversation cannot be resumed with this secret. Start a new conversation.',
    reported: false,
  },
  conversation_unknown: {
    status: 404,
    code: 'NotFound',
    message: 'There is no such conversation. Start one with POST /v3/directline/conversations.',
    reported: false,
  },
  conversation_ended: {
    status: 404,
    code: 'NotFound',
    message: 'This conversation was deleted by its citizen. Start a new one.',
    reported: false,
  },
  not_found: { status: 404, code: 'NotFound', message: 'There is nothing at this address.', reported: false },
  method_not_allowed: {
    status: 405,
    code: 'MethodNotAllowed',
    message: 'This address does not take that method.',
    reported: false,
  },
  body_too_large: {
    status: 413,
    code: 'MessageSizeTooBig',
    message: 'The request is larger than this address takes.',
    reported: false,
  },
  wrong_content_type: {
    status: 415,
    code: 'BadArgument',
    message: 'Send the body as application/json.',
    reported: false,
  },
  client_gone: {
    status: 400,
    code: 'BadArgument',
    message: 'The connection ended before the request was whole. Send it again.',
    reported: false,
  },
  unreadable_address: {
    status: 400,
    code: 'BadArgument',
    message: 'The address or the Host header cannot be read.',
    reported: false,
  },
  too_many_requests: {
    status: 429,
    code: 'TooManyRequests',
    message: 'Too many requests. Wait as long as Retry-After says, then try again.',
    reported: false,
  },
  conversation_busy: {
    status: 503,
    code: 'ServiceUnavailable',
    message: 'The conversation is being written to from elsewhere. Send the same activity again.',
    reported: true,
  },
  store_away: {
    status: 503,
    code: 'ServiceUnavailable',
    message:
      'The database does not answer at the moment. Wait as long as Retry-After says, then send the same again.',
    reported: true,
  },
  unexpected: {
    status: 500,
    code: 'ServerError',
    message: 'Something went wrong on our side. Try again in a moment.',
    reported: true,
  },
} as const satisfies Record<string, { status: number; code: string; message: string; reported: boolean }>;

export type ErrorId = keyof typeof errorCatalogue;

/** An error whose message is in our own words and quotes no citizen: it may be logged and shown to who runs the service. */
export class PlainError extends Error {}

/** A refusal from the catalogue. `detail` may add what is wrong, never what a citizen wrote. */
export class KnownError extends PlainError {
  readonly id: ErrorId;
  /** Seconds after which a new try makes sense; for `too_many_requests` and `store_away`. */
  readonly retryAfter: number | undefined;

  constructor(id: ErrorId, options: { detail?: string; retryAfter?: number; cause?: unknown } = {}) {
    const { message } = errorCatalogue[id];
    super(options.detail === undefined ? message : `${message} (${options.detail})`, {
      cause: options.cause,
    });
    this.name = 'KnownError';
    this.id = id;
    this.retryAfter = options.retryAfter;
  }
}
