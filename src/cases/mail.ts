import { createTransport } from 'nodemailer';
import { describeCase } from './open311.ts';
import { DeliveryError, type Receiver } from './receiver.ts';

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
      await transport.sendMail({
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
    },
  };
}

/** A department's mailbox. Its message keeps its id when it is sent again; mail itself knows no "once". */
export function createMailbox(to: string, post: Post): Receiver {
  return {
    way: 'mail',
    deliver: async (parcel) => {
      const { content, reference, pictures } = parcel;
      const { name, phone, email } = content.contact;
      const contact = [name, phone, email].filter((part) => part !== undefined);
      try {
        await post.send({
          to,
          subject: `${content.title} (${reference})`,
          text: `${describeCase(parcel)}\n${contact.length === 0 ? '' : `Kontakt: ${contact.join(', ')}\n`}`,
          id: reference,
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
