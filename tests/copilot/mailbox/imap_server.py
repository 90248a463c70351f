"""A small IMAP server on the loopback address: the few commands that reading a mailbox takes."""

import re
import socketserver
import threading

_FETCH = re.compile(r"FETCH (\d+) \((\S+)\)", re.IGNORECASE)


class ImapServer:
    """One user, some folders of messages by UID; it notes what is asked and can break."""

    def __init__(self, **folders):
        self.folders = {"INBOX": {}, **folders}
        self.seen, self.asked = set(), []
        self.validity, self.breaking = 7, 0

    def add(self, uid, raw, folder="INBOX"):
        self.folders[folder][uid] = raw

    def __enter__(self):
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                Session(server, self.rfile, self.wfile).talk()

        self.tcp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.tcp.daemon_threads = True
        threading.Thread(target=self.tcp.serve_forever, args=(0.01,), daemon=True).start()
        self.port = self.tcp.server_address[1]
        return self

    def __exit__(self, *_):
        self.tcp.shutdown()
        self.tcp.server_close()


class Session:
    """One connection."""

    def __init__(self, server, incoming, outgoing):
        self.server, self.incoming, self.outgoing = server, incoming, outgoing
        self.folder, self.writes = None, False

    def say(self, *lines):
        for line in lines:
            self.outgoing.write(line if isinstance(line, bytes) else f"{line}\r\n".encode())

    def talk(self):
        self.say("* OK [CAPABILITY IMAP4rev1] ready")
        for line in self.incoming:
            tag, command, rest = [*line.decode().strip().split(" ", 2), ""][:3]
            self.server.asked.append(f"{command} {rest}".strip())
            if self.server.breaking and command == "UID":
                self.server.breaking -= 1
                return
            answer = getattr(self, f"do_{command.lower()}", None)
            done = answer(rest) if answer else f"BAD unknown {command}"
            self.say(f"{tag} {done}")
            if command == "LOGOUT":
                return

    def do_capability(self, _rest):
        self.say("* CAPABILITY IMAP4rev1")
        return "OK done"

    def do_login(self, rest):
        return "OK in" if rest == 'zoe "right word"' else "NO [AUTHENTICATIONFAILED] no"

    def do_logout(self, _rest):
        self.say("* BYE")
        return "OK bye"

    def do_select(self, rest):
        return self._open(rest, writes=True)

    def do_examine(self, rest):
        return self._open(rest, writes=False)

    def _open(self, rest, *, writes):
        name = rest.strip('"')
        if name not in self.server.folders:
            return "NO no such mailbox"
        self.folder, self.writes = self.server.folders[name], writes
        self.say(f"* {len(self.folder)} EXISTS", f"* OK [UIDVALIDITY {self.server.validity}] ok")
        return "OK [READ-WRITE] done" if writes else "OK [READ-ONLY] done"

    def do_uid(self, rest):
        verb = rest.split(" ", 1)[0].lower()
        return getattr(self, f"uid_{verb}")(rest)

    def uid_search(self, rest):
        criteria, uids = rest.split(" ", 1)[1], sorted(self.folder)
        if criteria == "UNSEEN":
            uids = [uid for uid in uids if uid not in self.server.seen]
        elif criteria.startswith("UID"):
            first = int(criteria.split()[1].split(":")[0])
            uids = [uid for uid in uids if uid >= first] or uids[-1:]
        self.say("* SEARCH" + "".join(f" {uid}" for uid in uids))
        return "OK done"

    def uid_fetch(self, rest):
        uid, what = _FETCH.search(rest).groups()
        raw = self.folder.get(int(uid))
        if raw is not None and "SIZE" in what:
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})")
        elif raw is not None:
            if "PEEK" not in what:
                self.server.seen.add(int(uid))
            self.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}", raw, ")")
        return "OK done"

    def uid_store(self, rest):
        if not self.writes:
            return "NO read only"
        self.server.seen.add(int(rest.split()[1]))
        return "OK done"
