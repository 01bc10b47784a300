export { t as reviewText } from "./review-text2.js";
