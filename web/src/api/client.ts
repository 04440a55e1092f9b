import createClient from 'openapi-fetch';
import type { Language } from '../i18n/language';
import { setClock } from '../lib/clock.ts';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

type FieldProblem = { path: string; problem: string };
type RefusedBody = { code?: string; message?: string; data?: Record<string, unknown>; fields?: FieldProblem[] };

/** What the server did not do, and the sentence it gave for it; `message` is empty when it did not answer at all. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: Record<string, unknown>;
  readonly fields: FieldProblem[];

  constructor(status: number, { code = 'Unreachable', message = '', data = {}, fields = [] }: RefusedBody = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.data = data;
    this.fields = fields;
  }
}

let language: Language = 'nl';
let whenSignedOut = () => {};

export const speak = (chosen: Language) => {
  language = chosen;
};

/** Tell what is to happen when the session is over and no remembered device opens a new one. */
export const onSignedOut = (callback: () => void) => {
  whenSignedOut = callback;
};

// Here a 401 is an answer, and not a session that is over.
const BEFORE_LOG_IN = new Set(
  ['session', 'session/resume', 'links/state', 'activations', 'activations/again', 'password-resets', 'passwords'].map(
    (it) => `POST /api/${it}`,
  ),
);

let resuming: Promise<boolean> | undefined;

/** Ask for a new session once, however many requests found the old one over. */
function resume(): Promise<boolean> {
  resuming ??= fetch('/api/session/resume', { method: 'POST', headers: headers(), body: '{}' })
    .then(read)
    .then(({ ok }) => ok)
    .catch(() => false)
    .finally(() => {
      resuming = undefined;
    });
  return resuming;
}

const headers = () => ({ 'content-type': 'application/json', 'accept-language': language });

async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const first = await answered(request);
  const route = `${request.method} ${new URL(request.url).pathname}`;
  if (first.status !== 401 || BEFORE_LOG_IN.has(route)) return first;
  if (await resume()) {
    await read(first);
    return answered(again);
  }
  // Whoever asks for the session itself is told that there is none; everybody else was in the middle of something.
  if (route !== 'GET /api/session') whenSignedOut();
  return first;
}

/** An answer that nobody reads keeps its connection. */
async function read(response: Response): Promise<Response> {
  await response.arrayBuffer();
  return response;
}

async function answered(request: Request): Promise<Response> {
  const response = await fetch(request);
  setClock(response.headers.get('date'));
  return response;
}

export const http = createClient<paths>({ baseUrl: '/api', fetch: send });
http.use({
  onRequest({ request }) {
    request.headers.set('accept-language', language);
    // Every change says that it is JSON: other sites cannot do that.
    if (request.method !== 'GET') request.headers.set('content-type', 'application/json');
  },
});

/** Return the answer, or throw the refusal. */
export async function ok<Data>(sent: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Data> {
  const { data, error, response } = await sent.catch(() => {
    throw new Refusal(0);
  });
  if (!response.ok) throw new Refusal(response.status, typeof error === 'object' && error ? error : {});
  return data as Data;
}
