import type { Plugin } from 'vite'

export declare const squeezeTemplates: () => Plugin
