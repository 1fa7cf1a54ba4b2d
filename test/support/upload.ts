import type { Started } from './directLineClient.ts';

/** A file as a browser sends it. */
export interface SentFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type?: string;
  readonly name?: string;
}

/** Uploads files, with words and an id of the client's own if given, as Microsoft's Web Chat does. */
export async function upload(
  url: string,
  { conversationId, token }: Started,
  files: readonly SentFile[],
  activity: { text?: string; channelData?: object } = {},
) {
  const form = new FormData();
  form.append(
    'activity',
    new Blob([JSON.stringify({ type: 'message', ...activity })], {
      type: 'application/vnd.microsoft.activity',
    }),
  );
  for (const { bytes, type = 'image/png', name = 'bild.png' } of files)
    form.append('file', new Blob([bytes], { type }), name);
  return fetch(`${url}/v3/directline/conversations/${conversationId}/upload?userId=x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
}

/** What the door gives for a picture's address, as a reader of the given conversation. */
export async function download(url: string, contentUrl: string, token?: string) {
  const response = await fetch(`${url}${contentUrl}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}
