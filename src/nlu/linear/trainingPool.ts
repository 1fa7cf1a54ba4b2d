import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { doTask, type Task, type TaskResult } from './trainingTask.ts';

/** Does tasks of training, several at once where there are threads for it. */
export interface TrainingPool {
  /** Tasks begin in the order in which they come. */
  run<T extends Task>(task: T): Promise<TaskResult<T>>;
  close(): Promise<void>;
}

/** So few examples are learned before a thread has started. */
const worthThreads = 3_000;
const mostThreads = 8;

/** How many threads the training on so many examples is worth. */
export function threadsFor(examples: number): number {
  return examples < worthThreads ? 0 : Math.min(availableParallelism(), mostThreads);
}

interface Waiting {
  readonly task: Task;
  readonly done: (result: TaskResult<Task>) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * @param threads how many tasks are done at once, each on a thread of its own; 0: here, one after the other, which is
 * quicker for a few examples than to start a thread
 */
export function createTrainingPool(threads: number): TrainingPool {
  if (threads === 0) {
    return {
      // A task's result is of the task's own kind.
      run: async <T extends Task>(task: T) => doTask(task) as TaskResult<T>,
      close: () => Promise.resolve(),
    };
  }
  const waiting: Waiting[] = [];
  const idle: Worker[] = [];
  const workers = Array.from({ length: threads }, startWorker);
  let broken: unknown = null;
  /** A thread that failed is gone: whoever waits would wait for ever. */
  const fail = (error: unknown): void => {
    broken = error;
    for (const { failed } of waiting.splice(0)) failed(error);
  };
  const give = (): void => {
    const worker = idle.pop();
    if (worker === undefined) return;
    const next = waiting.shift();
    if (next === undefined) {
      idle.push(worker);
      return;
    }
    const onError = (error: unknown): void => {
      next.failed(error);
      fail(error);
    };
    worker.once('error', onError);
    worker.once('message', (result: TaskResult<Task>) => {
      worker.off('error', onError);
      idle.push(worker);
      next.done(result);
      give();
    });
    worker.postMessage(next.task);
  };
  idle.push(...workers);
  return {
    run: <T extends Task>(task: T) =>
      new Promise<TaskResult<T>>((resolve, reject) => {
        if (broken !== null) {
          reject(broken);
          return;
        }
        // A task's result is of the task's own kind.
        waiting.push({ task, done: (result) => resolve(result as TaskResult<T>), failed: reject });
        give();
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** By the program that reads TypeScript on any Node. */
function startWorker(): Worker {
  const program = 'nlu/linear/trainingWorker.ts';
  return new Worker(new URL('../../run.mjs', import.meta.url), { argv: [program] });
}
