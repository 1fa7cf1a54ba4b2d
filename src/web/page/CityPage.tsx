import type { TextKey } from '../texts/keys.ts';
import { useWording } from '../texts/texts.ts';
import { Harbour } from './Harbour.tsx';

const site = 'https://malmo.se/';
const menu = ['navLive', 'navDo', 'navBusiness', 'navContact'] as const satisfies readonly TextKey[];
const tiles = [
  ['tile1', 'tile1Text'],
  ['tile2', 'tile2Text'],
  ['tile3', 'tile3Text'],
  ['tile4', 'tile4Text'],
  ['tile5', 'tile5Text'],
  ['tile6', 'tile6Text'],
] as const satisfies readonly (readonly [TextKey, TextKey])[];

/** A plausible city page to see the chat on. It says at once that it is a demonstration. */
export function CityPage() {
  const { language, say } = useWording();
  return (
    <>
      <aside class="demo-bar" aria-label={say('demoAside')}>
        <div class="city">
          <p>{say('demoLine')}</p>
          <a href="#about">{say('demoAbout')}</a>
          <a href={`/chat?lang=${language}`}>{say('demoChat')}</a>
        </div>
      </aside>
      <header class="top">
        <div class="city">
          <a class="word" href="/" lang="sv">
            {say('city')}
          </a>
          <nav aria-label={say('mainMenu')}>
            {menu.map((key) => (
              <a class="nav-link" key={key} href={site}>
                {say(key)}
              </a>
            ))}
          </nav>
        </div>
      </header>
      <main>
        <div class="hero">
          <div class="city">
            <h1>{say('heroTitle')}</h1>
            <p>{say('heroText')}</p>
          </div>
          <Harbour />
        </div>
        <section class="city" aria-labelledby="subjects">
          <h2 class="vh" id="subjects">
            {say('tilesTitle')}
          </h2>
          <ul class="tiles">
            {tiles.map(([title, text]) => (
              <li key={title}>
                <a class="tile" href={site}>
                  <b class="tile-title">{say(title)}</b>
                  <span class="tile-text">{say(text)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
        <section class="about" id="about" tabIndex={-1}>
          <div class="city">
            <h2>{say('aboutTitle')}</h2>
            <p>{say('aboutText')}</p>
          </div>
        </section>
      </main>
    </>
  );
}
