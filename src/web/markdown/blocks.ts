/** The only things a message may be made of. Whatever else the Markdown holds becomes one of these, as text. */
export type Block =
  | { readonly kind: 'paragraph'; readonly inner: readonly Inline[] }
  | { readonly kind: 'heading'; readonly inner: readonly Inline[] }
  | { readonly kind: 'steps'; readonly start: number; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'ways'; readonly ways: readonly Way[] };

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly inner: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inner: readonly Inline[] }
  | { readonly kind: 'break' };

/** A way onward: one big link, `lead` and `name` in large, and as `hint` what else its list item says. */
export interface Way {
  readonly href: string;
  readonly lead: string;
  readonly name: string;
  readonly hint: string;
}
