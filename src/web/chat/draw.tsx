import { render } from 'preact';
import { App } from './App.tsx';
import type { Conversation } from './conversation.ts';

export function draw(conversation: Conversation, root: HTMLElement): void {
  render(<App conversation={conversation} />, root);
}
