import sharp from 'sharp'

// It would go on with a file that was open before: with the old picture where another has taken its path, and with the room on
// the disk of one that was deleted. The setting is of the whole process.
sharp.cache({ files: 0 })

export { sharp }
