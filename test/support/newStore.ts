import { inject } from 'vitest';
import { createStore, type TestStore } from './store.ts';

/** An empty store of the kind that this run of the tests is on. */
export function newStore(): Promise<TestStore> {
  return createStore(inject('mongoUrl'));
}
