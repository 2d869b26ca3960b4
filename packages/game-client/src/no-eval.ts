import { z } from "zod";

// zod tries whether it may compile code at run time. It may not: the page's policy forbids it and would report the try.
z.config({ jitless: true });
