export { drawNight as draw } from './outage-still.js';
