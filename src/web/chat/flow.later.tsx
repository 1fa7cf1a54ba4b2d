/** What only a flow needs: fetched when the first one begins, so that nobody else waits for it. */
import '../style/flow.css';

export { FlowBar } from './flow/FlowBar.tsx';
export { PlacePicker } from './flow/PlacePicker.tsx';
export { Receipt } from './flow/Receipt.tsx';
