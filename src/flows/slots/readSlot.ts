import type { SlotValue } from '../../flowState.ts';
import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import type { Slot } from '../flow.ts';
import { readChoice, readChoices } from './choice.ts';
import { readContact } from './contact.ts';
import { readNumber } from './number.ts';
import { readPhoto } from './photo.ts';
import { readPlace } from './place.ts';
import { readName, readText } from './text.ts';
import { readWhen } from './when.ts';
import { readYesNo } from './yesNo.ts';

/**
 * Reads what was said for a slot, by its type. Pure; its work is bounded by the text's length.
 *
 * @param held what the slot holds already, which "no, number 22" changes a part of
 */
export function readSlot(
  slot: Slot,
  said: Said,
  held: SlotValue | undefined,
  ear: Ear,
  hearing: Hearing,
): Parsed {
  switch (slot.type) {
    case 'choice':
      return readChoice(said, slot.id, ear, hearing);
    case 'choices':
      return readChoices(said, slot.id, ear, hearing);
    case 'yesNo':
      return readYesNo(said, ear, hearing);
    case 'text':
      return readText(said, slot.least, slot.most, hearing);
    case 'when':
      return readWhen(said, slot.direction, held, ear, hearing);
    case 'place':
      return readPlace(said, held?.type === 'place' ? held : null, ear, hearing);
    case 'photo':
      return readPhoto(said, slot.most, held?.type === 'photo' ? held.ids : [], hearing);
    case 'name':
      return readName(said, ear, hearing);
    case 'contact':
      return readContact(said, slot.takes, hearing);
    case 'number':
      return readNumber(said, ear, slot.least, slot.most, hearing);
  }
}
