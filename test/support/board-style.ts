/** Stands for a stylesheet where modules of the rooms are imported without Vite. */
export default {};
