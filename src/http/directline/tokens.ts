import { createSecretKey } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { KnownError } from '../../errors.ts';
import type { Clock } from '../../model.ts';

/** Seconds that a chat token is good for; Direct Line's own figure. */
export const tokenSeconds = 1800;
/** Seconds within which a stream must be opened with the address that was given; Direct Line's own figure. */
const streamSeconds = 60;
/** So many tokens that were found good are remembered. */
const mostRemembered = 5_000;

/** Whose token it is: one citizen in one conversation. */
export interface Bearer {
  readonly conversation: string;
  readonly user: string;
}

/** `chat` opens all doors of its conversation; `stream` only the WebSocket that it was given for. */
export type TokenUse = 'chat' | 'stream';

export interface Tokens {
  sign(bearer: Bearer, use: TokenUse): Promise<string>;
  /** @throws KnownError `token_invalid`, `token_expired` */
  verify(token: string, use: TokenUse): Promise<Bearer>;
}

const claimsSchema = z.object({
  conversation: z.string().min(1),
  user: z.string().min(1),
  use: z.enum(['chat', 'stream']),
  /** Seconds since 1970. */
  exp: z.number(),
});
type Claims = z.infer<typeof claimsSchema>;

/** Signed tokens (JWT, HS256), so that any process with the key can check them and none needs to remember them. */
export function createTokens(key: string, clock: Clock): Tokens {
  const secret = createSecretKey(Buffer.from(key));
  // A signature stays good: it is worked out for a token's first message, and not for each that follows.
  const remembered = new Map<string, Claims>();
  const remember = (token: string, claims: Claims): void => {
    const [oldest] = remembered.keys();
    if (remembered.size >= mostRemembered && oldest !== undefined) remembered.delete(oldest);
    remembered.set(token, claims);
  };
  const read = async (token: string): Promise<Claims> => {
    const known = remembered.get(token);
    if (known !== undefined && known.exp > clock().getTime() / 1000) return known;
    const { payload } = await jwtVerify(token, secret, { algorithms: ['HS256'], currentDate: clock() });
    const claims = claimsSchema.parse(payload);
    remember(token, claims);
    return claims;
  };
  return {
    sign: (bearer, use) => {
      const now = Math.floor(clock().getTime() / 1000);
      return new SignJWT({ ...bearer, use })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuedAt(now)
        .setExpirationTime(now + (use === 'stream' ? streamSeconds : tokenSeconds))
        .sign(secret);
    },
    verify: async (token, use) => {
      try {
        const claims = await read(token);
        if (claims.use !== use) throw new KnownError('token_invalid');
        return { conversation: claims.conversation, user: claims.user };
      } catch (error) {
        throw new KnownError(error instanceof errors.JWTExpired ? 'token_expired' : 'token_invalid');
      }
    },
  };
}
