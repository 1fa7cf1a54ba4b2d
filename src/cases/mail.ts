import { createTransport } from 'nodemailer';
import { describeCase } from './open311.ts';
import { DeliveryError, type Receiver } from './receiver.ts';

/** Milliseconds that one message may take: less than a delivery's lease. */
const longestMilliseconds = 45_000;

/** Sends one message; rejects when the server did not take it. */
export interface Post {
  send(message: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    /** Names the message for good, so that a server that gets it twice can tell. */
    readonly id: string;
    readonly pictures?: readonly Buffer[];
    readonly replyTo?: string;
  }): Promise<void>;
}

/** Mail by SMTP. @param url such as smtps://user:password@mail.example.se */
export function createPost(url: string, from: string): Post {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  const domain = from.split('@').at(-1)?.replace(/[>\s]/g, '') ?? 'localhost';
  return {
    send: async ({ to, subject, text, id, pictures = [], replyTo }) => {
      const sending = transport.sendMail({
        from,
        to,
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        ...(replyTo === undefined ? {} : { replyTo }),
        attachments: pictures.map((content, index) => ({
          filename: `bild-${index + 1}.jpg`,
          content,
          contentType: 'image/jpeg',
        })),
      });
      await withDeadline(sending);
    },
  };
}

/** A server that says a little now and then would hold a message for ever: then nobody knows whether it was sent. */
async function withDeadline(sending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the mail server takes too long')), longestMilliseconds);
  });
  try {
    await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
    sending.catch(() => undefined);
  }
}

/** A department's mailbox. Its message keeps its id when it is sent again; mail itself knows no "once". */
export function createMailbox(to: string, post: Post): Receiver {
  return {
    way: 'mail',
    deliver: async (parcel) => {
      const { content, pictures } = parcel;
      const { name, phone, email } = content.contact;
      const contact = [name, phone, email].filter((part) => part !== undefined);
      try {
        await post.send({
          to,
          subject: `${content.title} (${parcel.name})`,
          text: `${describeCase(parcel)}\n${contact.length === 0 ? '' : `Kontakt: ${contact.join(', ')}\n`}`,
          id: parcel.name.replace('/', '-'),
          pictures,
          ...(email === undefined ? {} : { replyTo: email }),
        });
      } catch (error) {
        throw new DeliveryError('the mail server did not take it', { cause: error });
      }
      return null;
    },
  };
}
