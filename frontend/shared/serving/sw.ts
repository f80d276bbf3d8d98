/// <reference lib="webworker" />
/** Serves a page from the phone. It keeps the page's own files and nothing of the county: answers stay in the page's store. */
import { copyResponse } from 'workbox-core'
import { addPlugins, cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope
/** Written by the build: the page's address, and every file that it may ask for. */
declare const PAGE: string
declare const PAGE_FILES: PrecacheEntry[]

addPlugins([{
  // The server says that pages vary by language; this one does not, and a phone that changes its language would find nothing.
  cacheWillUpdate: ({ response }) => (response.ok ? copyResponse(response, (init) => {
    const headers = new Headers(init.headers)
    headers.delete('Vary')
    return { ...init, headers }
  }) : Promise.resolve(null)),
}])
precacheAndRoute(PAGE_FILES)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL(PAGE)))

self.addEventListener('message', (event) => {
  // A page that has just opened asks for the newer version; one that is at work never does.
  if (event.data === 'take over') void self.skipWaiting()
})
