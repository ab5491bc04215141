// A real mail server for a scenario: STARTTLS with a certificate of its own, a user and a password, and what was sent kept to be looked at.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const user = 'felles', password = 'hemmelig-for-prøven';

/** Answers what `settings` says: {refuse: true} does not take the message. */
export class MailServer {
  static async start(folder) {
    const mail = new MailServer();
    mail.messages = [];
    mail.settings = {};
    mail.certificate = path.join(folder, 'mail.crt');
    const key = path.join(folder, 'mail.key');
    mail.secret = path.join(folder, 'mail.secret');
    fs.writeFileSync(mail.secret, `${password}\n`);
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', mail.certificate, '-days', '3650', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
    const { SMTPServer } = await import('smtp-server');
    mail.server = new SMTPServer({
      key: fs.readFileSync(key), cert: fs.readFileSync(mail.certificate), authMethods: ['PLAIN', 'LOGIN'],
      onAuth: (given, session, done) => done(session.secure && given.username === user && given.password === password ? null : new Error('wrong user or password'), { user }),
      onData: (stream, session, done) => {
        const parts = [];
        stream.on('data', (part) => parts.push(part));
        stream.on('end', () => {
          if (mail.settings.refuse) return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
          const [head, body] = Buffer.concat(parts).toString('latin1').split('\r\n\r\n');
          mail.messages.push({ to: session.envelope.rcptTo.map((each) => each.address), head, body: Buffer.from(body, 'base64').toString('utf8'), secure: session.secure });
          return done(null, 'taken');
        });
      },
    });
    mail.server.on('error', () => {});
    await new Promise((resolve) => mail.server.listen(0, '127.0.0.1', resolve));
    mail.port = mail.server.server.address().port;
    return mail;
  }
  /** How `felles jobs` reaches it. */
  get options() {
    return ['--smtp', `smtp://localhost:${this.port}`, '--smtp-from', 'felles@levanger.example', '--smtp-user', user, '--smtp-secret-file', this.secret, '--smtp-ca', this.certificate];
  }
  stop() { return new Promise((resolve) => this.server.close(resolve)); }
}
