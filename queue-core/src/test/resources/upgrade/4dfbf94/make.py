"""Writes the data folders of this fixture: see README.md beside it.

python3 make.py TREE OUT, where TREE is a checkout of the commit with both programs built (mvn -DskipTests package).
"""
import json, os, shutil, signal, socket, sqlite3, subprocess, sys, time, urllib.request, urllib.error, uuid, zipfile
from datetime import datetime, timezone

tree, out = sys.argv[1], sys.argv[2]
DAY, BEGIN = "2026-11-23", "2026-11-23T08:00:00+07:00"
REAL = datetime.now(timezone.utc).isoformat(timespec="seconds")
SPEED = 20


def free():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


CLOCK = f'simulation.begin = "{BEGIN}"\nsimulation.end = "{DAY}T18:00:00+07:00"\nsimulation.realBegin = "{REAL}"\nsimulation.speed = {SPEED}\n'


class Program:
    def __init__(self, jar, folder, toml, port):
        os.makedirs(folder, exist_ok=True)
        config = os.path.join(work, os.path.basename(folder) + ".toml")
        open(config, "w").write(toml)
        self.url, self.folder = f"http://127.0.0.1:{port}", folder
        self.log = open(config + ".log", "w")
        self.process = subprocess.Popen(
            ["java", "-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-jar", jar, "--config", config],
            stdout=self.log, stderr=subprocess.STDOUT)
        self.cookie = {}
        for _ in range(600):
            try:
                if self.call("GET", "/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.2)
        raise SystemExit("not ready: " + config)

    def call(self, method, path, body=None, key=None, user=None):
        headers = {"Content-Type": "application/json", "X-Requested-With": "mpp"}
        if method != "GET":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if user:
            headers["Cookie"] = self.cookie[user]
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                text = answer.read()
                self.header = answer.headers
                return answer.status, json.loads(text) if text and "json" in answer.headers.get("Content-Type", "") else None
        except urllib.error.HTTPError as e:
            return e.code, json.loads(e.read() or b"{}")

    def must(self, *args, **more):
        status, answer = self.call(*args, **more)
        if status >= 300:
            raise SystemExit(f"{args}: {status} {answer}")
        return answer

    def login(self, user, password):
        self.must("POST", "/api/v1/session", {"username": user, "password": password})
        self.cookie[user] = self.header["Set-Cookie"].split(";")[0]

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def accounts(kind):
    return {a["username"]: a for a in json.load(open(os.path.join(work, "credentials.json")))[kind]}


work = os.path.abspath(os.path.join(out, "work"))
shutil.rmtree(out, ignore_errors=True)
os.makedirs(work)
kiosk_jar, server_jar = (os.path.join(tree, p, "target", p + ".jar") for p in ("kiosk-app", "server-bridge"))
mqtt = free()
sample = open(os.path.join(tree, "queue-core/src/main/resources/catalog/sample-hall.json")).read()
catalog2 = os.path.join(work, "second.json")
open(catalog2, "w").write(sample.replace("mpp-2172-01", "mpp-2172-02"))
hall = json.loads(sample)
agencies = {a["id"]: a for a in hall["agencies"]}
bookings = os.path.join(work, "bookings.csv")


def kiosk(name, node, catalog=None, relay=True, more=""):
    port = free()
    toml = CLOCK + f'http.port = {port}\nhttp.publicUrl = "http://hall.example"\ndata.folder = "{work}/{name}"\nnode.id = "{node}"\ncredentials = "{work}/credentials.json"\nhours = "open"\nprinter.address = "virtual"\nscanner.address = "virtual"\npins = "virtual"\nbuttons.serviceDoor = "gpio:pin=23"\n'
    if relay:
        toml += f'relay.url = "tcp://127.0.0.1:{mqtt}"\n'
    if catalog:
        toml += f'catalog = "{catalog}"\n'
    return Program(kiosk_jar, f"{work}/{name}", toml + more, port)


def server():
    port = free()
    return Program(server_jar, f"{work}/server", CLOCK + f'http.port = {port}\ndata.folder = "{work}/server"\nbroker.port = {mqtt}\ncredentials = "{work}/credentials.json"\n', port)


def issue(k, service, key=None, **more):
    answer = k.must("POST", "/api/v1/tickets", {"service": service, **more}, key=key)
    return answer["id"]


def counters_of(agency):
    return [c["id"] for c in hall["counters"] if c["agency"] == agency]


def keep(k, ids, keys):
    """What the kiosk says at the end, when all papers are out."""
    deadline = time.time() + 120
    while time.time() < deadline:
        if all(k.must("GET", f"/api/v1/tickets/{t}")["print"] in ("confirmed", "none") for t in ids):
            break
        time.sleep(1)
    time.sleep(3)
    tickets = [k.must("GET", f"/api/v1/tickets/{t}") for t in ids]
    view = k.must("GET", "/api/v1/hall")
    return {
        "day": view.get("day", DAY),
        "tickets": [{f: t.get(f) for f in ("id", "number", "service", "agency", "zone", "state", "counter", "print", "issuedAt", "businessDay", "priority")} for t in tickets],
        "services": {s["id"]: {f: s.get(f) for f in ("state", "reason", "remaining", "waiting")} for s in view["services"]},
        "counters": {c["id"]: c["state"] for c in view["counters"]},
        "keys": keys,
    }


def open_day():
    service = [s["id"] for a in hall["agencies"] for s in a["services"]]
    quota = [s["id"] for a in hall["agencies"] for s in a["services"] if s.get("dailyQuota")][0]
    dukcapil = hall["agencies"][0]["id"]
    own = [s["id"] for s in agencies[dukcapil]["services"]]
    other_agency = hall["agencies"][1]["id"]
    other = agencies[other_agency]["services"][0]["id"]
    desks = counters_of(dukcapil)
    with open(bookings, "w") as f:
        f.write("code,service,day\n" + "".join(f"RSV{n:05d},{own[0]},{DAY}\n" for n in range(1, 6)))
    k = kiosk("open-day", "hub-1", more=f'codes.bookings = "{bookings}"\n')
    for a in accounts("kiosk").values():
        if a["role"] == "supervisor" or a.get("agency") in (dukcapil, other_agency):
            k.login(a["username"], a["password"])
    officer, officer2 = "petugas-" + dukcapil, "petugas-" + other_agency
    ids, keys = [], []
    for n in range(12):
        body = {"service": own[n % 2], "priority": n % 5 == 4, "language": "en" if n % 3 == 0 else "id"}
        key = f"fixture-issue-{n}"
        answer = k.must("POST", "/api/v1/tickets", body, key=key)
        ids.append(answer["id"])
        if n < 3:
            keys.append({"path": "/api/v1/tickets", "body": json.dumps(body), "key": key, "answer": answer})
    for code in ("RSV00001", "RSV00002"):
        ids.append(k.must("POST", "/api/v1/tickets", {"booking": code})["id"])
    ids += [issue(k, quota) for _ in range(3)]
    ids += [issue(k, other) for _ in range(4)]
    ids.append(issue(k, own[0], visit=ids[0]))

    def desk(counter, action, body=None, user=officer):
        return k.must("POST", f"/api/v1/counters/{counter}/{action}", body, user=user)

    d1, d2, d3 = desks[:3]
    for d in (d1, d2, d3):
        desk(d, "open")
    time.sleep(2)
    desk(d1, "call-next"), desk(d1, "start"), time.sleep(3)
    first = desk(d1, "finish", {"outcome": "selesai"})["id"]
    desk(d1, "call-next"), desk(d1, "recall")
    time.sleep(2)
    deadline = time.time() + 60
    while True:
        status, _ = k.call("POST", f"/api/v1/counters/{d1}/no-show", None, user=officer)
        if status < 300 or time.time() > deadline:
            break
        time.sleep(1)
    desk(d1, "call-next"), desk(d1, "start"), desk(d1, "park", {"reason": "melengkapi berkas"})
    desk(d1, "call-next"), desk(d1, "start"), time.sleep(1), desk(d1, "transfer", {"service": other, "position": "by-arrival", "return": True})
    desk(d1, "call-next"), desk(d1, "start"), desk(d1, "note", {"text": "berkas lengkap"})
    desk(d2, "call-next")
    desk(d3, "pause", {"reason": "istirahat"})
    k.must("POST", f"/api/v1/tickets/{ids[11]}/cancel")
    k.must("POST", "/api/v1/feedback", {"ticket": first, "rating": 4})
    k.must("POST", f"/api/v1/tickets/{ids[10]}/reprint")
    block = k.must("POST", "/api/v1/day/manual-numbers", {"service": own[0], "count": 20}, user="supervisor")
    admitted = k.must("POST", "/api/v1/tickets/manual", {"service": own[0], "number": block["first"], "issuedAt": f"{DAY}T08:00:30+07:00"}, user="supervisor")
    ids.append(admitted["id"])
    disrupted = hall["agencies"][3]["id"]
    k.must("POST", f"/api/v1/agencies/{disrupted}/disruption", {"reason": "aplikasi pusat mati", "expectedEnd": f"{DAY}T15:00:00+07:00"}, user="supervisor")
    c2 = counters_of(other_agency)[0]
    desk(c2, "open", user=officer2), desk(c2, "call-next", user=officer2)
    time.sleep(3)
    kept = keep(k, ids, keys)
    kept["manual"] = block
    kept["bookings"] = {"used": ["RSV00001", "RSV00002"], "free": ["RSV00003"]}
    kept["password"] = {"username": "supervisor", "password": accounts("kiosk")["supervisor"]["password"]}
    kept["disrupted"] = disrupted
    return k, kept


def twice():
    k = kiosk("opened-twice", "hub-2", catalog=catalog2)
    creds = [a for a in json.load(open(f"{work}/credentials.json"))["kiosk"]]
    k.login("supervisor", accounts("kiosk")["supervisor"]["password"])
    service = hall["agencies"][0]["services"][0]["id"]
    before = [issue(k, service) for _ in range(3)]
    k.must("POST", "/api/v1/day/close", {"reason": "keliru"}, user="supervisor")
    k.must("POST", "/api/v1/day/open", {"confirm": True, "label": DAY}, user="supervisor")
    after = [issue(k, service) for _ in range(2)]
    time.sleep(3)
    kept = keep(k, after, [])
    kept["gone"] = before
    return k, kept


def checkpoint(path):
    db = sqlite3.connect(path)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.execute("PRAGMA journal_mode=DELETE")
    db.close()


def pack(name, files):
    with zipfile.ZipFile(f"{out}/{name}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for f in files:
            archive.write(os.path.join(work, name, f), f)


s = server()
k1, one = open_day()
os.rename(f"{work}/credentials.json", f"{work}/credentials-1.json")
k2, two = twice()
creds = json.load(open(f"{work}/credentials-1.json"))
s.login("admin", [a for a in creds["server"] if a["username"] == "admin"][0]["password"])
deadline = time.time() + 180
while time.time() < deadline:
    nodes = s.must("GET", "/api/v1/nodes", user="admin")["items"]
    if len(nodes) == 2 and all(n.get("outbox") == 0 for n in nodes):
        break
    time.sleep(1)
else:
    raise SystemExit(f"the server has not got everything: {nodes}")
time.sleep(15)
admin = [a for a in creds["server"] if a["username"] == "admin"][0]["password"]
expected = {"password": {"username": "admin", "password": admin}, "nodes": [{f: n.get(f) for f in ("branch", "node", "installation", "through", "missing")} for n in nodes], "branches": {}}
for branch in ("mpp-2172-01", "mpp-2172-02"):
    base = f"/api/v1/branches/{branch}"
    expected["branches"][branch] = {
        "tickets": s.must("GET", f"{base}/tickets?from={DAY}&to={DAY}", user="admin"),
        "statistics": {by: s.must("GET", f"{base}/statistics?from={DAY}&to={DAY}&by={by}", user="admin") for by in ("hour", "day", "service", "agency", "counter")},
        "live": s.must("GET", f"{base}/live", user="admin"),
    }
for p in (k1, k2, s):
    p.end()
for name in ("open-day", "opened-twice"):
    checkpoint(f"{work}/{name}/journal.db")
db = [f for f in os.listdir(f"{work}/server") if f.endswith(".db")][0]
checkpoint(f"{work}/server/{db}")
json.dump(one, open(f"{out}/open-day.json", "w"), indent=1, ensure_ascii=False)
json.dump(two, open(f"{out}/opened-twice.json", "w"), indent=1, ensure_ascii=False)
json.dump(expected, open(f"{out}/server.json", "w"), indent=1, ensure_ascii=False)
keepable = lambda name: sorted(f for f in os.listdir(f"{work}/{name}") if f in ("journal.db", "accounts.json", "sessions.json", "feedback.key", "acknowledged", "paper.json"))
shutil.copy(bookings, f"{work}/open-day/bookings.csv")
pack("open-day", keepable("open-day") + ["bookings.csv"])
pack("opened-twice", keepable("opened-twice"))
pack("server", [db, "accounts.json"])
shutil.rmtree(work)
