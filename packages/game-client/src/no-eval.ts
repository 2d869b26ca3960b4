import { z } from "zod";

// zod normally tests at start whether it may compile code at run time. The page's content security policy
// forbids that and would report the test.
z.config({ jitless: true });
