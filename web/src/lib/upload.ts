// Files go to the storage directly, with a form that the server has signed.

export type Form = { url: string; fields: Record<string, string> };

/** Send one file; `onShare` is told which part of it has gone, from 0 to 1. */
export function post({ url, fields }: Form, file: File, onShare: (share: number) => void): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file); // the storage reads nothing after the file
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
    request.open('POST', url);
    request.upload.onprogress = ({ loaded, total }) => onShare(total ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(new Error(`The storage said ${request.status}`)));
    request.onerror = () => reject(new Error('The storage did not answer'));
    request.send(body);
  });
}

/** Do it for all, a few at a time, and return those that failed; one that fails does not stop the others. */
export async function eachOf<Thing>(
  things: Thing[],
  atOnce: number,
  work: (thing: Thing) => Promise<void>,
): Promise<Thing[]> {
  const waiting = [...things];
  const failed: Thing[] = [];
  const worker = async () => {
    for (let thing = waiting.shift(); thing !== undefined; thing = waiting.shift()) {
      try {
        await work(thing);
      } catch {
        failed.push(thing);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}

/** The same file twice has the same text here, by which the server knows it. */
export async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((it) => it.toString(16).padStart(2, '0')).join('');
}

/** A small file as text, for what goes along in JSON. */
export async function base64(file: Blob): Promise<string> {
  let text = '';
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
}

const KINDS = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'] as const;
export type PhotoKind = (typeof KINDS)[number];

/** What kind of photo a file is; browsers do not always know HEIC, so its name helps. */
export function photoKind({ type, name }: { type: string; name: string }): PhotoKind | undefined {
  const ending = /\.(hei[cf])$/i.exec(name)?.[1]?.toLowerCase();
  return KINDS.find((kind) => kind === type || kind === `image/${ending}`);
}
