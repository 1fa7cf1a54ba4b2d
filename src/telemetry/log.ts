import pino from 'pino';
import { PlainError } from '../errors.ts';
import { requestFields } from './requestContext.ts';

export type Log = pino.Logger;

/** JSON lines. None holds what citizens write: see {@link describeError}. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options = { level, mixin: requestFields, serializers: { err: describeError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What is logged of an error. */
interface Described {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  /** Where it was thrown, innermost first. */
  readonly at: readonly string[];
  readonly cause?: Described;
}

/**
 * An error without what it may quote: messages of parsers, databases and checks of arguments repeat what they were
 * given, which may be a citizen's words. Only messages that are known not to are kept: our own, and the system's.
 */
export function describeError(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const code = 'code' in error ? String(error.code) : undefined;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(quotesNothing(error) ? { message: error.message } : {}),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim().replace(/^at /, '')),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

function quotesNothing(error: Error): boolean {
  return (
    error instanceof PlainError ||
    // Of the operating system, such as "connect ECONNREFUSED 10.0.0.7:27017".
    'syscall' in error ||
    // Of the driver, about servers it cannot reach.
    /^Mongo(ServerSelection|Network)/.test(error.name)
  );
}
