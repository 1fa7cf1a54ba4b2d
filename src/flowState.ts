/** Where somebody stands in a flow: shared words as types, like those of model.ts, which they belong to. */

/** Parts of a day, in their order. */
export const dayParts = ['morning', 'day', 'evening', 'night'] as const;
export type DayPart = (typeof dayParts)[number];

/** WGS 84, in degrees. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** What a flow's slot holds. */
export type SlotValue =
  | { readonly type: 'choice'; readonly id: string }
  | { readonly type: 'choices'; readonly ids: readonly string[] }
  | { readonly type: 'yesNo'; readonly yes: boolean }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'name'; readonly text: string }
  | {
      readonly type: 'when';
      /** `2026-11-24`; null when it was said in words that name no day ("for a long time"). */
      readonly date: string | null;
      readonly part?: DayPart;
      /** `20:30` */
      readonly time?: string;
      readonly said: string;
    }
  | {
      readonly type: 'place';
      /** As it is shown: `Nobelvägen 12`. */
      readonly text: string;
      /** When it is a street: its name without the number. */
      readonly street?: string;
      readonly position?: Position;
    }
  /** Ids of pictures of the conversation. */
  | { readonly type: 'photo'; readonly ids: readonly string[] }
  /** The phone in E.164. */
  | { readonly type: 'contact'; readonly phone?: string; readonly email?: string }
  | { readonly type: 'number'; readonly number: number };

/** Where somebody stands in a flow. */
export interface FlowState {
  /** Names this one walk: whatever it sends is sent once, on however many devices it is taken up. */
  readonly walk: string;
  readonly flow: string;
  readonly version: number;
  readonly values: Readonly<Record<string, SlotValue>>;
  /** Slots in the order in which they were answered or skipped. */
  readonly answered: readonly string[];
  /** The slot that was asked, or `confirm`. */
  readonly slot: string;
  /** Times in a row that an answer to it was not understood. */
  readonly misses: number;
  /** Notices that were shown. */
  readonly noticed: readonly string[];
  /** ISO time of its last turn. */
  readonly at: string;
}
