export const Inspector = () => <aside />
