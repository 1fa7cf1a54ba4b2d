import { parentPort } from 'node:worker_threads';
import { doTask, type Task } from './trainingTask.ts';

/** A thread of the training pool: does what it is sent. */
parentPort?.on('message', (task: Task) => parentPort?.postMessage(doTask(task)));
