import { ApiError, type Request, send } from "./client.ts";

/** Keys of acts whose answer never came, by what was asked. */
const unanswered = new Map<string, string>();

/**
 * Sends an act that must not happen twice: where no answer came and it is asked for again, it keeps its key.
 * @throws ApiError
 */
export async function once(path: string, request: Omit<Request, "idempotencyKey" | "method">): Promise<Response> {
  const asked = JSON.stringify([path, request.body, request.ifMatch]);
  const idempotencyKey = unanswered.get(asked) ?? newKey();
  unanswered.set(asked, idempotencyKey);
  try {
    const response = await send(path, { ...request, method: "POST", idempotencyKey });
    unanswered.delete(asked);
    return response;
  } catch (error) {
    if (error instanceof ApiError && !error.unreachable) unanswered.delete(asked);
    throw error;
  }
}

/** `crypto.randomUUID` is for HTTPS only; a server may stand in a company's own network without. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
