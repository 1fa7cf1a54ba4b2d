/**
 * What can go wrong at the door, by what the client should do next.
 *
 * `expired` - the token is not taken: resume. `gone` - the conversation is no more: begin a new one.
 * `refused` - this request will never be taken: tell the person. `away` - network, server or too many
 * requests: try again later, not before `retryAfter`.
 */
export type Fault = 'expired' | 'gone' | 'refused' | 'away';

export class DoorError extends Error {
  override readonly name = 'DoorError';
  readonly fault: Fault;
  readonly status: number;
  readonly code: string;
  /** Milliseconds that the door asked us to wait, or null. */
  readonly retryAfter: number | null;

  constructor(status: number, code: string, retryAfter: number | null = null) {
    super(`Direct Line answered ${status} ${code}`);
    this.fault = faultOf(status);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Any thrown value as a DoorError; what is not one came from the network. */
export function asDoorError(thrown: unknown): DoorError {
  return thrown instanceof DoorError ? thrown : new DoorError(0, 'Network');
}

function faultOf(status: number): Fault {
  if (status === 401 || status === 403) return 'expired';
  if (status === 404 || status === 410) return 'gone';
  if (status === 0 || status === 408 || status === 429 || status >= 500) return 'away';
  return 'refused';
}
