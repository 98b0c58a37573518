import type { Plugin } from 'vite'

export declare const oneFile: () => Plugin
export declare const languagesBeside: () => Plugin
