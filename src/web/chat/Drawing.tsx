/** A small drawing of what words beside it are about, in their colour: see the `.drawing` of the style sheets. */
export function Drawing({ address }: { readonly address: string | null }) {
  if (address === null) return null;
  return <i class="drawing" aria-hidden="true" style={{ '--drawing': `url("${address}")` }} />;
}
