import type { Request, Server } from 'restify';
import { door as asDoor, type Presented, type Report, readsJson } from '../route.ts';
import { getActivities, postActivity } from './activityDoors.ts';
import { reconnect, startConversation } from './conversationDoors.ts';
import type { DirectLineDoor } from './door.ts';
import { exportConversation } from './exportDoor.ts';
import { getPicture } from './pictureDoor.ts';
import { getReceipt } from './receiptDoor.ts';
import { openStreams, type Streams } from './streams.ts';
import { generateToken, refreshToken, resumeConversation } from './tokenDoors.ts';
import { createUpload } from './uploadDoor.ts';

/** Direct Line 3.0, embedded: the whole protocol that web chats speak, without a cloud in between. */
export function openDirectLine(server: Server, door: DirectLineDoor, report: Report): Streams {
  const open = (serve: (request: Request, door: DirectLineDoor) => Promise<Presented>) =>
    asDoor(report, (request) => serve(request, door));
  const base = '/v3/directline';

  server.post(`${base}/tokens/generate`, ...readsJson(), open(generateToken));
  server.post(`${base}/tokens/refresh`, ...readsJson(), open(refreshToken));
  server.post(`${base}/tokens/resume`, ...readsJson(), open(resumeConversation));
  server.post(`${base}/conversations`, ...readsJson(), open(startConversation));
  server.get(`${base}/conversations/:conversation`, open(reconnect));
  server.post(`${base}/conversations/:conversation/activities`, ...readsJson(), open(postActivity));
  server.get(`${base}/conversations/:conversation/activities`, open(getActivities));
  server.get(`${base}/conversations/:conversation/export`, open(exportConversation));
  server.get(`${base}/conversations/:conversation/receipts/:reference`, open(getReceipt));
  server.post(`${base}/conversations/:conversation/upload`, open(createUpload()));
  server.get(`${base}/conversations/:conversation/pictures/:picture`, open(getPicture));
  return openStreams(server.server, door, (error) =>
    report.fault(error, `${base}/conversations/:conversation/stream`),
  );
}
