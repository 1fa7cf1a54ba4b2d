import type { Connection } from '../directline/directLine.ts';
import type { DoorError } from '../directline/errors.ts';

/**
 * How the connection looks to a person. A short cut shows nothing; `back` stands for six seconds.
 * `unreachable` and `busy` are only for a chat that has not begun: afterwards it is `lost`.
 */
export type Contact = 'connecting' | 'online' | 'lost' | 'back' | 'unreachable' | 'busy' | 'ended';

const grace = 1500;
const backFor = 6000;
const patienceAtStart = 4000;

/** Makes what the client reports calm enough to be read. */
export function createContact(show: (contact: Contact) => void) {
  let shown: Contact = 'connecting';
  let met = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: Contact | null = null;

  return (state: Connection, fault: DoorError | null) => {
    if (state === 'online') {
      met = true;
      turn(shown === 'lost' ? 'back' : 'online');
      if (shown === 'back') later('online', backFor);
    } else if (state === 'lost') {
      if (!met && fault !== null) later(fault.status === 429 ? 'busy' : 'unreachable', patienceAtStart);
      else if (met && shown !== 'lost') later('lost', grace);
    } else {
      if (state === 'ended') met = false;
      turn(state);
    }
  };

  function turn(contact: Contact): void {
    clearTimeout(timer);
    pending = null;
    if (shown === contact) return;
    shown = contact;
    show(contact);
  }

  /** A second cut does not begin the wait anew. */
  function later(contact: Contact, ms: number): void {
    if (pending === contact || shown === contact) return;
    clearTimeout(timer);
    pending = contact;
    timer = setTimeout(() => turn(contact), ms);
  }
}
