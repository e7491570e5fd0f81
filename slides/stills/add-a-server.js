export { drawRing as draw } from './ring-still.js';
