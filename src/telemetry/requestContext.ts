import { AsyncLocalStorage } from 'node:async_hooks';

const requests = new AsyncLocalStorage<string>();

/** Runs something for a request, so that every line logged on the way names it. */
export function withRequest<T>(id: string, run: () => T): T {
  return requests.run(id, run);
}

/** What a log line says of the request that it was written for; nothing outside one. */
export function requestFields(): { readonly request?: string } {
  const request = requests.getStore();
  return request === undefined ? {} : { request };
}
