import { z } from 'zod';
import { ask, DeliveryError, type Parcel, type Receiver } from './receiver.ts';

export interface Open311Settings {
  /** Where `/requests.json` stands, such as https://open311.example.se/v2. */
  readonly url: string;
  readonly apiKey: string | null;
  /** The receiver's service codes by flow and category (`street-fault/pothole`), or by flow alone. */
  readonly services: Readonly<Record<string, string>>;
  /** Where a case's pictures can be fetched from; null when this service has no address of its own. */
  readonly pictureUrl: ((reference: string, index: number, mediaKey: string) => string) | null;
}

const identifier = z.union([z.string().min(1), z.number()]).transform(String);
const createdSchema = z
  .array(z.object({ service_request_id: identifier.nullish(), token: identifier.nullish() }))
  .length(1);
const requestSchema = z.object({
  service_request_id: identifier.nullish(),
  status: z.string().nullish(),
  status_notes: z.string().nullish(),
  description: z.string().nullish(),
});
const listSchema = z.array(z.unknown());
/** What a request is called while only its token is known. */
const tokenMark = 'token:';
const longestNote = 500;
/** Clocks of two machines may differ by so much, in milliseconds. */
const clockSkew = 10 * 60_000;

/**
 * Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2). It knows no key against doubles, so each description carries
 * our reference, and after an attempt of which nobody heard the requests of that time are searched for it. A header
 * `Idempotency-Key` is sent as well, for whoever reads it.
 */
export function createOpen311(settings: Open311Settings): Receiver {
  const at = (path: string, query: Readonly<Record<string, string>> = {}) => {
    const url = new URL(`${settings.url.replace(/\/$/, '')}/${path}`);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    return url;
  };
  const requestsOf = (text: string) =>
    parse(listSchema, text).flatMap((one) => requestSchema.safeParse(one).data ?? []);
  const findEarlier = async (parcel: Parcel): Promise<string | null> => {
    const from = new Date(Date.parse(parcel.since) - clockSkew).toISOString();
    const query = { start_date: from, service_code: serviceOf(parcel, settings) };
    const { status, text } = await ask(at('requests.json', query));
    if (status !== 200) throw new DeliveryError(`the receiver answers ${status} when it is searched`);
    const mark = marked(parcel.name);
    const found = requestsOf(text).find(({ description }) => description?.trimEnd().endsWith(mark) === true);
    return found?.service_request_id ?? null;
  };
  /** Null while the receiver has not given the token a request yet. */
  const byToken = async (token: string): Promise<string | null> => {
    const { status, text } = await ask(at(`tokens/${encodeURIComponent(token)}.json`));
    return status === 200 ? (requestsOf(text)[0]?.service_request_id ?? null) : null;
  };

  return {
    way: 'open311',
    deliver: async (parcel, again) => {
      if (again) {
        const earlier = await findEarlier(parcel);
        if (earlier !== null) return earlier;
      }
      const { status, text } = await ask(at('requests.json'), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
          'Idempotency-Key': parcel.name,
        },
        body: formOf(parcel, settings),
      });
      if (status === 400 || status === 404)
        throw new DeliveryError(`the receiver refuses it (${status})`, { isFinal: true });
      if (status < 200 || status > 299) throw new DeliveryError(`the receiver answers ${status}`);
      const [created] = parse(createdSchema, text);
      if (created?.service_request_id) return created.service_request_id;
      // It is taken: whatever else happens, it must not be sent again.
      if (created?.token) return `${tokenMark}${created.token}`;
      throw new DeliveryError('the receiver names no request');
    },
    status: async (id) => {
      const known = id.startsWith(tokenMark) ? await byToken(id.slice(tokenMark.length)) : id;
      if (known === null) return null;
      const { status, text } = await ask(at(`requests/${encodeURIComponent(known)}.json`));
      if (status !== 200) return null;
      const [request] = requestsOf(text);
      if (request?.status !== 'open' && request?.status !== 'closed') return null;
      return { status: request.status, note: (request.status_notes ?? '').slice(0, longestNote) };
    },
  };
}

/** The receiver's own code for what it is. */
function serviceOf({ content: { category, flow } }: Parcel, { services }: Open311Settings): string {
  const called = category === null ? flow : `${flow}/${category}`;
  return services[called] ?? services[flow] ?? called;
}

function formOf(parcel: Parcel, settings: Open311Settings): URLSearchParams {
  const { apiKey, pictureUrl } = settings;
  const { content, reference, mediaKey } = parcel;
  const { place, contact } = content;
  const form = new URLSearchParams();
  const set = (key: string, value: string | undefined) => {
    if (value !== undefined && value !== '') form.set(key, value);
  };
  set('api_key', apiKey ?? undefined);
  set('service_code', serviceOf(parcel, settings));
  set('lat', place?.position?.latitude.toString());
  set('long', place?.position?.longitude.toString());
  set('address_string', place?.text);
  set('description', describeCase(parcel));
  set('email', contact.email);
  set('phone', contact.phone);
  set('first_name', contact.name);
  if (pictureUrl !== null && content.pictures.length > 0)
    set('media_url', pictureUrl(reference, 0, mediaKey));
  return form;
}

/** All lines as one text, with the reference that finds it again. */
export function describeCase({ content, name }: Pick<Parcel, 'content' | 'name'>): string {
  const lines = content.lines
    .filter(({ slot }) => slot !== 'contact' && slot !== 'name' && slot !== 'photo')
    .map(({ label, text }) => `${label}: ${text}`);
  return [content.title, ...lines, marked(name)].join('\n');
}

function marked(name: string): string {
  return `[${name}]`;
}

function parse<T extends z.ZodType>(schema: T, text: string): z.infer<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new DeliveryError('the receiver answers what is no GeoReport', { cause: error });
  }
}
