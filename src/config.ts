import { resolve } from 'node:path';
import { z } from 'zod';
import { PlainError } from './errors.ts';
import type { RecogniserChoice } from './nlu/openRecogniser.ts';

const empty = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(empty, schema.optional());
const flag = z
  .preprocess(empty, z.enum(['true', 'false', '1', '0']).default('false'))
  .transform((v) => v === 'true' || v === '1');

const environmentSchema = z
  .object({
    PORT: z.preprocess(empty, z.coerce.number().int().min(0).max(65_535).default(3978)),
    HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
    DATA_DIR: z.preprocess(empty, z.string().default('./data')),
    CACHE_DIR: z.preprocess(empty, z.string().default('./node_modules/.cache/kommunlots')),
    PUBLIC_URL: optional(
      z.url({ protocol: /^https?$/, error: 'must be a web address, such as https://chatt.malmo.se' }),
    ),
    ALLOWED_ORIGINS: z.preprocess(
      empty,
      z
        .string()
        .default('')
        .transform((list) => list.split(/[\s,]+/).filter((origin) => origin !== ''))
        .pipe(
          z.array(
            z
              .url({ protocol: /^https?$/, error: 'must list origins, such as https://malmo.se' })
              .refine((origin) => !origin.includes('*'), {
                error: 'must name each origin; * is not understood',
              }),
          ),
        ),
    ),
    TRUST_PROXY: flag,
    TOKEN_KEY: optional(
      z.string().min(32, { error: 'must be at least 32 characters: make one with `openssl rand -hex 32`' }),
    ),
    MONGODB_URL: optional(
      z.string().regex(/^mongodb(\+srv)?:\/\/[^/?]+/, {
        error: 'must be a MongoDB address, such as mongodb://db1,db2,db3/kommunlots?replicaSet=rs0',
      }),
    ),
    REDIS_URL: optional(
      z.url({ protocol: /^rediss?$/, error: 'must be a Redis address, such as redis://cache:6379' }),
    ),
    SMTP_URL: optional(
      z.string().regex(/^smtps?:\/\/[^/?]+/, {
        error: 'must be a mail server, such as smtps://user:password@mail.example.se',
      }),
    ),
    MAIL_FROM: optional(
      z.string().regex(/@/, { error: 'must be an address, such as Kommunlots <noreply@malmo.se>' }),
    ),
    OPEN311_URL: optional(
      z.url({ protocol: /^https?$/, error: 'must be a web address, such as https://open311.malmo.se/v2' }),
    ),
    OPEN311_API_KEY: optional(z.string()),
    WEBHOOK_SECRET: optional(z.string().min(16, { error: 'must be at least 16 characters' })),
    TILES_URL: optional(
      z.string().regex(/^https?:\/\/.+\{z\}.+\{x\}.+\{y\}/, {
        error: 'must be an address with {z}, {x} and {y}, such as https://tiles.malmo.se/{z}/{x}/{y}.png',
      }),
    ),
    METRICS_TOKEN: optional(z.string().min(16, { error: 'must be at least 16 characters' })),
    DIRECTLINE_SECRET: optional(z.string().min(16, { error: 'must be at least 16 characters' })),
    MicrosoftAppId: optional(z.string()),
    MicrosoftAppPassword: optional(z.string()),
    MicrosoftAppType: optional(z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMsi'])),
    MicrosoftAppTenantId: optional(z.string()),
    RECOGNISER: z.preprocess(empty, z.enum(['linear', 'nlpjs', 'clu']).default('linear')),
    CLU_ENDPOINT: optional(
      z.url({
        protocol: /^https?$/,
        error: 'must be a web address, such as https://name.cognitiveservices.azure.com',
      }),
    ),
    CLU_KEY: optional(z.string()),
    CLU_PROJECT: optional(z.string()),
    CLU_DEPLOYMENT: optional(z.string()),
    LOG_LEVEL: z.preprocess(
      empty,
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    ),
  })
  .superRefine((env, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (env.RECOGNISER === 'clu') {
      for (const name of ['CLU_ENDPOINT', 'CLU_KEY', 'CLU_PROJECT', 'CLU_DEPLOYMENT'] as const) {
        if (env[name] === undefined) fault(name, 'is needed for RECOGNISER=clu');
      }
    }
    if (env.SMTP_URL !== undefined && env.MAIL_FROM === undefined)
      fault('MAIL_FROM', 'is needed beside SMTP_URL');
    const managed = env.MicrosoftAppType === 'UserAssignedMsi';
    if (env.MicrosoftAppId !== undefined && env.MicrosoftAppPassword === undefined && !managed) {
      fault('MicrosoftAppPassword', 'is needed beside MicrosoftAppId');
    }
    if (
      env.MicrosoftAppType !== undefined &&
      env.MicrosoftAppType !== 'MultiTenant' &&
      env.MicrosoftAppTenantId === undefined
    ) {
      fault('MicrosoftAppTenantId', `is needed for ${env.MicrosoftAppType}`);
    }
  });

/** Everything that a deployment decides. Built once by {@link readConfig}; nothing else reads the environment. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder that holds the embedded store. */
  readonly dataDir: string;
  /** Absolute path of what can be made again: the trained model, the built pages. */
  readonly cacheDir: string;
  /** The address that citizens reach the service by, without a trailing slash; null: taken from each request. */
  readonly publicUrl: string | null;
  readonly allowedOrigins: readonly string[];
  /** True when a proxy in front sets X-Forwarded-For and X-Forwarded-Proto. */
  readonly trustProxy: boolean;
  /** Null: made once and kept in the store. */
  readonly tokenKey: string | null;
  /** Null: the embedded store in {@link dataDir}. */
  readonly mongodbUrl: string | null;
  /** Wakes readers in other processes; null: they look by themselves. */
  readonly redisUrl: string | null;
  readonly directLineSecret: string | null;
  /** Null: no mail is sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** The GeoReport v2 server that cases with a place go to; null: there is none. */
  readonly open311: { readonly url: string; readonly apiKey: string | null } | null;
  /** Signs what goes to departments' own doors, and what comes from there. */
  readonly webhookSecret: string | null;
  /** Address of map tiles with {z}, {x} and {y}; null: places are chosen from lists. */
  readonly tilesUrl: string | null;
  /** Lets Prometheus read /metrics from elsewhere; null: only this machine may. */
  readonly metricsToken: string | null;
  /** Null: /api/messages is open to the Bot Framework Emulator on loopback only. */
  readonly microsoftApp: { id: string; password: string; type: string; tenantId: string } | null;
  readonly recogniser: RecogniserChoice;
  readonly logLevel: string;
}

/** The environment has faults. Its message lists every one, with what to set. */
export class ConfigError extends PlainError {
  override readonly name = 'ConfigError';
}

/**
 * Reads the configuration from environment variables; see README for each one's meaning.
 *
 * @throws ConfigError with all faults at once
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `  ${issue.path[0]?.toString() ?? '?'}: ${issue.message}`,
    );
    throw new ConfigError(
      `The configuration has faults. Mend these environment variables:\n${faults.join('\n')}`,
    );
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.DATA_DIR),
    cacheDir: resolve(env.CACHE_DIR),
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    allowedOrigins: env.ALLOWED_ORIGINS.map((origin) => new URL(origin).origin),
    trustProxy: env.TRUST_PROXY,
    tokenKey: env.TOKEN_KEY ?? null,
    mongodbUrl: env.MONGODB_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    mail: env.SMTP_URL === undefined ? null : { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM ?? '' },
    open311:
      env.OPEN311_URL === undefined ? null : { url: env.OPEN311_URL, apiKey: env.OPEN311_API_KEY ?? null },
    webhookSecret: env.WEBHOOK_SECRET ?? null,
    tilesUrl: env.TILES_URL ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    directLineSecret: env.DIRECTLINE_SECRET ?? null,
    microsoftApp:
      env.MicrosoftAppId === undefined
        ? null
        : {
            id: env.MicrosoftAppId,
            password: env.MicrosoftAppPassword ?? '',
            type: env.MicrosoftAppType ?? 'MultiTenant',
            tenantId: env.MicrosoftAppTenantId ?? '',
          },
    recogniser:
      env.RECOGNISER === 'clu'
        ? {
            kind: env.RECOGNISER,
            settings: {
              endpoint: env.CLU_ENDPOINT ?? '',
              key: env.CLU_KEY ?? '',
              project: env.CLU_PROJECT ?? '',
              deployment: env.CLU_DEPLOYMENT ?? '',
            },
          }
        : { kind: env.RECOGNISER },
    logLevel: env.LOG_LEVEL,
  };
}
