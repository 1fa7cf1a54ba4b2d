import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailbox, createPost } from '../../src/cases/mail.ts';
import { DeliveryError } from '../../src/cases/receiver.ts';
import { startAssistant, talk } from '../support/assistant.ts';

/** A mail server that takes what it is sent (RFC 5321), or is out of order. */
const messages: string[] = [];
let outOfOrder = false;
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(converse);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.close();
});

function converse(socket: Socket): void {
  let data: string | null = null;
  socket.write('220 mail.example.se\r\n');
  socket.on('data', (piece) => {
    for (const line of piece.toString().split('\r\n')) {
      if (data !== null) {
        if (line !== '.') data += `${line}\n`;
        else {
          messages.push(data);
          data = null;
          socket.write('250 taken\r\n');
        }
      } else if (/^(EHLO|HELO|MAIL|RCPT|RSET)/.test(line))
        socket.write(outOfOrder ? '451 later\r\n' : '250 ok\r\n');
      else if (line === 'DATA') {
        data = '';
        socket.write('354 go on\r\n');
      } else if (line === 'QUIT') socket.end('221 bye\r\n');
    }
  });
  socket.on('error', () => undefined);
}

const parcel = {
  reference: 'KL-2A2A2A2',
  name: 'KL-2A2A2A2',
  since: '2026-11-24T09:30:00.000Z',
  createdAt: '2026-11-24T09:30:00.000Z',
  mediaKey: '',
  pictures: [Buffer.from('picture')],
  content: {
    flow: 'noise',
    flowVersion: 1,
    topic: 'noise',
    owner: 'miljo',
    title: 'Klaga på buller',
    lines: [{ slot: 'place', label: 'Plats', text: 'Nobelvägen 12' }],
    category: 'fan',
    place: { text: 'Nobelvägen 12' },
    pictures: ['a'],
    contact: { email: 'kim@exempel.se' },
    language: 'fi' as const,
  },
};

describe('a department’s mailbox', () => {
  it('gets a case with its pictures, under a message id that stays the same', async () => {
    const mailbox = createMailbox('miljo@example.se', createPost(url, 'Kommunlots <noreply@example.se>'));
    const before = messages.length;
    await mailbox.deliver(parcel, false);
    await mailbox.deliver(parcel, true);
    const [first = '', second = ''] = messages.slice(before);
    expect(first).toMatch(/^Message-ID: <KL-2A2A2A2@example\.se>$/m);
    expect(second).toMatch(/^Message-ID: <KL-2A2A2A2@example\.se>$/m);
    expect(first).toMatch(/^Reply-To: kim@exempel\.se$/m);
    expect(first).toContain('bild-1.jpg');
    expect(first).toContain('Plats: Nobelv=C3=A4gen 12');
  });

  it('that is out of order is tried again later', async () => {
    outOfOrder = true;
    const mailbox = createMailbox('miljo@example.se', createPost(url, 'noreply@example.se'));
    await expect(mailbox.deliver(parcel, false)).rejects.toThrow(DeliveryError);
    outOfOrder = false;
  });
});

describe('a receipt', () => {
  it('goes once to the address that was given, in its language and without the secret word', async () => {
    const assistant = await startAssistant({}, { SMTP_URL: url, MAIL_FROM: 'noreply@example.se' });
    const say = await talk(assistant, 'fi');
    await say('Katulamppu on rikki Nobelvägenillä');
    for (const text of ['eilen', 'ohita', 'kim@exempel.se']) await say(text);
    const before = messages.length;
    const { result, replies } = await say('lähetä');
    const [, word = ''] = /sana:\*\* (\w{6})/.exec(replies[0]?.text ?? '') ?? [];
    for (let look = 0; look < 3; look += 1) await assistant.cases.look();
    await assistant.close();
    const sent = messages.slice(before);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain(result.case?.reference);
    expect(sent[0]).toContain('kim@exempel.se');
    expect(word).not.toBe('');
    expect(sent[0]).not.toContain(word);
  });
});
