export declare const describeElements: (folder: string) => void
