import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/**
 * The settings of a server (design.md section 6), read once at start. Everything has a default; a bad value stops the
 * start with a sentence that names the variable.
 */

const port = z.coerce.number().int().min(0).max(65535);

const environmentSchema = z.object({
  REELMILL_HOST: z.string().min(1).default('127.0.0.1'),
  REELMILL_PORT: port.default(8080),
  REELMILL_DATA_DIR: z.string().min(1).default('./data'),
  REELMILL_ACCESS_KEY_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, underscores or hyphens')
    .optional(),
  REELMILL_ACCESS_KEY_SECRET: z.string().min(1).max(256).optional(),
  REELMILL_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hex digits')
    .optional(),
  REELMILL_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be lower-case letters, digits and dashes')
    .default('cn-shanghai'),
  DATABASE_URL: z.string().default(''),
  REELMILL_STORAGE_URL: z.string().default('file:'),
  REELMILL_RENDER_CONCURRENCY: z.coerce.number().int().min(0).max(256).optional(),
  REELMILL_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  REELMILL_ALLOW_HOSTS: z.string().default(''),
  REELMILL_TLS_CERT: z.string().optional(),
  REELMILL_TLS_KEY: z.string().optional(),
  REELMILL_TRUST_PROXY: z.string().default(''),
  REELMILL_THROTTLE: z
    .string()
    .regex(/^[A-Za-z*]+=[1-9]\d{0,5}(,[A-Za-z*]+=[1-9]\d{0,5})*$/, 'must be like Submit*=30,*=1000')
    .default('Submit*=30,*=1000'),
  REELMILL_AUDIT_ROWS: z.coerce.number().int().min(100).max(1e9).default(100_000),
  REELMILL_AUDIT_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  REELMILL_CALLBACK_ENCODING: z.enum(['plain', 'base64']).default('plain'),
  REELMILL_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  REELMILL_SPEECH_URL: z.url({ protocol: /^https?$/ }).optional(),
  REELMILL_SPEECH_KEY: z.string().default(''),
  REELMILL_SPEECH_MODEL: z.string().default('tts-1'),
  REELMILL_SCREEN_TEXT: z.enum(['on', 'off']).default('on'),
  REELMILL_VISION_MODEL: z.string().trim().default(''),
  REELMILL_VISION_TEXT_MODEL: z.string().trim().default(''),
  REELMILL_RECOGNITION_MODEL: z.string().trim().default(''),
  REELMILL_MODEL_HUB: z.url({ protocol: /^https?$/ }).optional(),
});

/** How often an account may call the operations whose names match a pattern (`*` is any run of letters). */
export type ThrottleRule = { pattern: string; perSecond: number };

/** The typed settings of one server. */
export type Config = {
  host: string;
  port: number;
  /** Absolute path. */
  dataDir: string;
  /** The root key, when the operator gave one. */
  rootKey: { id: string; secret: string } | null;
  /** 32 bytes that seal the secrets of access keys; null = `master.key` in the data folder. */
  masterKey: Buffer | null;
  /** Region of this installation, as policies name it. */
  region: string;
  /** `postgres://…`, or empty for the embedded database. */
  databaseUrl: string;
  /** `file:` (in the data folder). */
  storageUrl: string;
  /** How many renders run at once; 0 renders nothing here. */
  renderConcurrency: number;
  /** Base of the URLs handed out, without a slash at the end; null = the listening address. */
  publicUrl: string | null;
  /** `host` or `host:port`, lower case. */
  allowHosts: string[];
  /** Files (PEM) of a certificate with its chain and of its private key; null = plain HTTP. */
  tlsFiles: { cert: string; key: string } | null;
  /** Proxies whose X-Forwarded headers are believed: addresses, ranges, or `loopback`, `linklocal`, `uniquelocal`. */
  trustProxy: string[];
  /** The first rule that matches an operation limits it. */
  throttle: ThrottleRule[];
  /** How much of the record of calls is kept. */
  audit: { rows: number; days: number };
  /** How events are written to message queues. */
  callbackEncoding: 'plain' | 'base64';
  logLevel: z.infer<typeof environmentSchema>['REELMILL_LOG_LEVEL'];
  /** An OpenAI-compatible speech service, or null for the embedded voice. */
  speechService: { url: string; key: string; model: string } | null;
  /** Whether text in pictures is read to tell what they show. */
  screenText: boolean;
  /** Models that look and listen (docs/models.md), each a folder or an id of the hub; empty uses none. */
  models: {
    vision: string;
    visionText: string;
    recognition: string;
    /** Base URL of the hub with a slash at its end; empty for the one that the library knows. */
    hub: string;
    /** Absolute path; models from the hub are kept there. */
    folder: string;
  };
};

/** A setting that cannot work; the message names the variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from environment variables; an empty variable counts as not set.
 *
 * @throws ConfigError when a value is not allowed
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    // A sentence on the screen, or in a log, is no place for a secret.
    const shown = /KEY|SECRET/.test(name) ? '' : ` (given: ${given[name]})`;
    throw new ConfigError(`${name}: ${issue?.message}${shown}`);
  }
  const values = parsed.data;
  const { REELMILL_ACCESS_KEY_ID: id, REELMILL_ACCESS_KEY_SECRET: secret } = values;
  if ((id === undefined) !== (secret === undefined)) {
    throw new ConfigError(
      'REELMILL_ACCESS_KEY_ID and REELMILL_ACCESS_KEY_SECRET go together: set both or none',
    );
  }
  const { REELMILL_TLS_CERT: cert, REELMILL_TLS_KEY: tlsKey } = values;
  if ((cert === undefined) !== (tlsKey === undefined)) {
    throw new ConfigError('REELMILL_TLS_CERT and REELMILL_TLS_KEY go together: set both or none');
  }
  return {
    host: values.REELMILL_HOST,
    port: values.REELMILL_PORT,
    dataDir: resolve(values.REELMILL_DATA_DIR),
    rootKey: id !== undefined && secret !== undefined ? { id, secret } : null,
    masterKey:
      values.REELMILL_MASTER_KEY === undefined ? null : Buffer.from(values.REELMILL_MASTER_KEY, 'hex'),
    region: values.REELMILL_REGION,
    databaseUrl: values.DATABASE_URL,
    storageUrl: values.REELMILL_STORAGE_URL,
    renderConcurrency: values.REELMILL_RENDER_CONCURRENCY ?? availableParallelism(),
    publicUrl: values.REELMILL_PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    allowHosts: values.REELMILL_ALLOW_HOSTS.toLowerCase()
      .split(',')
      .flatMap((host) => host.trim() || []),
    tlsFiles:
      cert !== undefined && tlsKey !== undefined ? { cert: resolve(cert), key: resolve(tlsKey) } : null,
    trustProxy: trustedProxies(values.REELMILL_TRUST_PROXY),
    throttle: values.REELMILL_THROTTLE.split(',').map((rule) => {
      const [pattern = '', perSecond] = rule.split('=');
      return { pattern, perSecond: Number(perSecond) };
    }),
    audit: { rows: values.REELMILL_AUDIT_ROWS, days: values.REELMILL_AUDIT_DAYS },
    callbackEncoding: values.REELMILL_CALLBACK_ENCODING,
    logLevel: values.REELMILL_LOG_LEVEL,
    speechService:
      values.REELMILL_SPEECH_URL === undefined
        ? null
        : {
            url: values.REELMILL_SPEECH_URL,
            key: values.REELMILL_SPEECH_KEY,
            model: values.REELMILL_SPEECH_MODEL,
          },
    screenText: values.REELMILL_SCREEN_TEXT === 'on',
    models: modelSettings(values),
  };
}

function modelSettings(values: z.infer<typeof environmentSchema>): Config['models'] {
  const { REELMILL_VISION_MODEL: vision, REELMILL_VISION_TEXT_MODEL: visionText } = values;
  if (visionText !== '' && vision === '') {
    throw new ConfigError('REELMILL_VISION_TEXT_MODEL goes with REELMILL_VISION_MODEL: set that, too');
  }
  return {
    vision,
    visionText,
    recognition: values.REELMILL_RECOGNITION_MODEL,
    hub: values.REELMILL_MODEL_HUB?.replace(/\/*$/, '/') ?? '',
    folder: join(resolve(values.REELMILL_DATA_DIR), 'models'),
  };
}

const proxyNames = ['loopback', 'linklocal', 'uniquelocal'];

function trustedProxies(text: string): string[] {
  const proxies = text.split(',').flatMap((proxy) => proxy.trim() || []);
  const odd = proxies.find(
    (proxy) => !proxyNames.includes(proxy) && !ipaddr.isValid(proxy) && !ipaddr.isValidCIDR(proxy),
  );
  if (odd === undefined) return proxies;
  throw new ConfigError(
    `REELMILL_TRUST_PROXY: must be addresses, ranges such as 10.0.0.0/8, or ${proxyNames.join(', ')} (given: ${odd})`,
  );
}
