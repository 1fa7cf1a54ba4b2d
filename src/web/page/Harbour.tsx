/** The harbour: houses, lighthouse, bridge, sun. Decoration only. */
export function Harbour() {
  return (
    <svg class="art" viewBox="0 0 1440 200" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle cx="1010" cy="118" r="54" class="sun" />
      <path d="M0 150h1440v50H0z" class="far" />
      <g class="bridge">
        <path d="M560 150 700 62l140 88M840 150 980 62l140 88M700 62v88M980 62v88M600 150l100-70 100 70M640 150l60-52 60 52M880 150l100-70 100 70M920 150l60-52 60 52" />
        <path d="M470 142h760" class="deck" />
      </g>
      <g class="near">
        <path d="M40 156v-52l22-20 22 20v52ZM84 156v-66l24-22 24 22v66ZM132 156v-44h40v44ZM172 156v-58l20-18 20 18v58ZM212 156v-40h34v40ZM246 156v-74l26-22 26 22v74ZM298 156v-50h36v50Z" />
        <path d="M388 156l6-78h16l6 78ZM392 72h20v-12l-10-9-10 9Z" />
        <path d="M1290 156c-20-6-30-24-24-40 4-12 14-18 24-18s20 6 24 18c6 16-4 34-24 40ZM1352 156c-16-5-24-19-19-32 3-10 11-15 19-15s16 5 19 15c5 13-3 27-19 32Z" />
      </g>
      <g class="sun">
        <path d="M52 116h8v10h-8ZM66 116h8v10h-8ZM98 100h8v10h-8ZM112 118h8v10h-8ZM182 112h8v10h-8ZM196 130h8v10h-8ZM256 94h8v10h-8ZM278 94h8v10h-8ZM267 116h8v10h-8ZM142 124h8v9h-8ZM222 126h8v9h-8ZM310 118h8v10h-8ZM398 62h8v7h-8Z" />
      </g>
      <path d="M0 156h450c30 0 44 6 70 6h640c34 0 60-8 100-8h180v46H0Z" class="sea" />
      <g class="waves">
        <path d="M560 176h60M700 184h90M930 176h44M1010 184h70M860 190h30M1140 178h50" />
      </g>
    </svg>
  );
}
