import { session } from './session';

/**
 * Sends with the session's token, once more with a new one where the old was refused. Where the session has ended it waits until the
 * same person has signed in again for the same unit, and then goes on: a command under the key that it has. Whoever else comes in
 * their place sends nothing of theirs.
 */
export async function fetchSigned(request: Request): Promise<Response> {
  const token = await session.accessToken();
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401) return response;
  if (!(await session.renew()) && !(await session.takenUpAgain())) return response;
  again.headers.set('authorization', `Bearer ${(await session.accessToken()) ?? ''}`);
  return fetch(again);
}
