/** How long the doors wait for the other end, in milliseconds. */
export interface Patience {
  /** For the whole head of a request: who sends it more slowly holds a connection for nothing. */
  readonly head: number;
  /** For a whole request with its body. */
  readonly request: number;
  /** Between two signs of life on a stream. A reader that answers none between two of them is gone. */
  readonly stream: number;
}

export const usualPatience: Patience = { head: 15_000, request: 60_000, stream: 15_000 };
