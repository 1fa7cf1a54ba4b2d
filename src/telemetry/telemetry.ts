import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorId } from '../errors.ts';
import type { Entry } from '../model.ts';

/** What the service counts of itself, for who runs it. No label names a person or a conversation. */
export interface Telemetry {
  /** A turn is in the log, and how many seconds it took. */
  turn(entry: Entry, seconds: number): void;
  /** A request was answered. `route` is a pattern, such as `/v3/directline/conversations/:conversation`. */
  request(method: string, route: string, status: number, seconds: number): void;
  refusal(error: ErrorId): void;
  /** How many streams are open is asked for whenever the figures are. */
  countStreams(count: () => number): void;
  /** What a sweep at a time disposed of, by collection. */
  sweep(at: Date, disposed: Readonly<Record<string, number>>): void;
  sweepFailed(): void;
  /** Content was loaded anew, or had faults and was not. */
  reload(succeeded: boolean): void;
  /** Everything in Prometheus' text format, with its media type. */
  render(): Promise<{ readonly mediaType: string; readonly text: string }>;
}

/** Upper bounds in seconds, from a turn in memory to the longest wait for a store. */
const turnBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** The one home of prom-client. Each telemetry has a registry of its own, so that tests can have several services. */
export function createTelemetry(): Telemetry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'kommunlots_' });
  const turns = new Counter({
    name: 'kommunlots_turns_total',
    help: 'Turns by outcome, by how sure the ear was, and by language of the reply.',
    labelNames: ['outcome', 'band', 'language'],
    registers,
  });
  const turnSeconds = new Histogram({
    name: 'kommunlots_turn_seconds',
    help: 'From taking a message up to its entry being in the log.',
    buckets: turnBuckets,
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'kommunlots_http_request_seconds',
    help: 'From the head of a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: turnBuckets,
    registers,
  });
  const refusals = new Counter({
    name: 'kommunlots_refusals_total',
    help: 'Requests refused, by the error of the catalogue (docs/errors.md).',
    labelNames: ['error'],
    registers,
  });
  const disposed = new Counter({
    name: 'kommunlots_disposed_total',
    help: 'Documents that the sweeper disposed of, by collection.',
    labelNames: ['collection'],
    registers,
  });
  const swept = new Gauge({
    name: 'kommunlots_last_sweep_timestamp_seconds',
    help: 'When the sweeper last came to its end.',
    registers,
  });
  const sweepFailures = new Counter({
    name: 'kommunlots_sweep_failures_total',
    help: 'Sweeps that failed: something is kept too long.',
    registers,
  });
  const reloads = new Counter({
    name: 'kommunlots_content_reloads_total',
    help: 'Reloads of content, by whether the new content is served.',
    labelNames: ['result'],
    registers,
  });

  return {
    turn: ({ result: { outcome, language, band = 'none' } }, seconds) => {
      turns.inc({ outcome, band, language });
      turnSeconds.observe(seconds);
    },
    request: (method, route, status, seconds) => requestSeconds.observe({ method, route, status }, seconds),
    refusal: (error) => refusals.inc({ error }),
    countStreams: (count) => {
      // Asks for itself whenever it is collected; nothing else holds it.
      new Gauge({
        name: 'kommunlots_streams',
        help: 'Streams open now.',
        registers,
        collect() {
          this.set(count());
        },
      });
    },
    sweep: (at, counts) => {
      for (const [collection, count] of Object.entries(counts)) disposed.inc({ collection }, count);
      swept.set(at.getTime() / 1000);
    },
    sweepFailed: () => sweepFailures.inc(),
    reload: (succeeded) => reloads.inc({ result: succeeded ? 'served' : 'refused' }),
    render: async () => ({ mediaType: registry.contentType, text: await registry.metrics() }),
  };
}
