/** Where a project keeps what it knows of images, from the root of its repository. */
export const PROJECT_IMAGES_PATH = '.github/podseal.images.yml';
