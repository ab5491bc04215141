// dwellings.mjs ROWS: a dwelling file in Kobo's form with invented dwellings, the same every time.
const columns = 'kommunenummer;gnrbnr;festenummer;seksjonsnummer;bruksenhetsnummer;gatenavn;husnummer;husbokstav;postnummer;ekstrareferanse;koboboligtype;underkategoriboligtype;kobodisposisjonsform;boligeiersnavn;boligeiersorganisasjonsnummer;boligeiersmobilnummer;boligstatus;statusdato;manedsleie;malernummerstrom;malernummervann;depositum;errullestoltilpasset;antallsoverom;skolekretsbarneskole;skolekretsungdomsskole;ovriginformasjon;kvalifiserermvakompensasjon;erbofellesskap;erdognbemannet;harpersonalbase;hovedsoker;leieforholdertidsubegrenset;leieforholdstartdato;leieforholdsluttdato';
const out = [columns];
for (let i = 0; i < Number(process.argv[2]); i++)
  out.push(['5037', `${1 + (i % 300)}/${1 + Math.floor(i / 300)}`, '', '', `H${String(101 + (i % 4)).padStart(4, '0')}`, 'Storgata', 1 + (i % 200), '', '7600', i, '', '', '', 'Levanger kommune', '938587051', '', '', '2026-01-01', 7000 + (i % 50) * 100, '', '', '', 'Nei', 1 + (i % 3), '', '', '', 'Nei', 'Nei', 'Nei', 'Nei', '', '', '', ''].join(';'));
console.log(out.join('\n'));
