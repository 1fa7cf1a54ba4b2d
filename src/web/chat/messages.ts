/** What the chat tells the page around it. It listens to nothing that page says, and the messages hold no data. */
export const closeMessage = 'kommunlots/close';
/** The chat runs, whether it has contact or not. */
export const readyMessage = 'kommunlots/ready';
