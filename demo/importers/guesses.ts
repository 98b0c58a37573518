const listed = (names: string) => names.split(',').map((name) => name.trim())

/** What headers of English, German, French and Spanish files call what people and companies both have. */
const CUSTOMER_NUMBER = listed(`
  external id, reference, customer number, customer no, customer id, client id,
  account number, account no,
  Kundennummer, Kundennr, Kunden-ID, Externe ID, Referenz,
  Référence, N° client, Numéro client, Code client,
  Referencia, N.º de cliente, Número de cliente, Código de cliente, ID de cliente`)

export const WEBSITE = listed(`
  web site, web, web page, url, website url, homepage,
  Webseite, Internetseite, Internetadresse, Internet,
  Site web, Site internet, Page web, Sitio web, Página web`)

/** What a person's file calls the company. */
export const EMPLOYER = listed(`
  company, company name, associated company, organisation, organization, employer,
  account, account name, Firma, Firmenname, Unternehmen, Zugehöriges Unternehmen,
  Arbeitgeber, Société, Entreprise, Entreprise associée, Employeur,
  Empresa, Empresa asociada, Organización, Compañía`)

export const PEOPLE = {
  name: listed(`
    full name, display name, person, contact, contact name, contact person,
    Vollständiger Name, Vor- und Nachname, Ansprechpartner, Kontakt,
    Nom complet, Nom et prénom, Prénom et nom, Personne de contact,
    Nombre completo, Nombre y apellidos, Contacto, Persona de contacto`),
  externalId: [
    ...CUSTOMER_NUMBER,
    ...listed(`
    user id, member number, member no, member id, Mitgliedsnummer, Mitgliedsnr,
    N° adhérent, Numéro d’adhérent, N.º de socio, Número de socio`),
  ],
  emails: listed(`
    email, emails, e-mails, email address, e-mail address, mail, work email,
    E-Mail-Adresse, Mailadresse, Adresse e-mail, Adresse de messagerie, Courriel,
    Correo, Correo electrónico, Dirección de correo electrónico`),
  phones: listed(`
    phones, telephone, phone number, mobile, mobile number, cell, tel,
    Telefon, Telefonnummer, Telefonnr, Rufnummer, Handy, Mobil, Mobiltelefon,
    Téléphone, Tél, Numéro de téléphone, Portable, Téléphone portable,
    Teléfono, Número de teléfono, Móvil, Celular, Teléfono móvil`),
  jobTitle: listed(`
    title, role, position, function, occupation, profession,
    Funktion, Beruf, Berufsbezeichnung, Stellenbezeichnung, Tätigkeit,
    Fonction, Poste, Intitulé de poste, Intitulé du poste,
    Cargo, Puesto, Profesión`),
  gender: ['sex', 'Geschlecht', 'Sexe', 'Genre', 'Sexo', 'Género'],
  birthday: listed(`
    date of birth, birth date, born, dob, Geburtstag, Geburtsdatum,
    Date de naissance, Anniversaire, Fecha de nacimiento, Cumpleaños`),
  lastContactedAt: listed(`
    last contact, last contacted at, last seen, last seen at, last active,
    last activity, Letzter Kontakt, Letzte Aktivität, Zuletzt kontaktiert,
    Dernier contact, Dernière activité, Último contacto, Última actividad`),
  score: ['lead score', 'rating', 'points', 'Punkte', 'Bewertung', 'Puntuación', 'Puntos'],
  subscribed: listed(`
    newsletter, opt in, is subscribed, marketing consent, accepts marketing,
    Abonniert, Abonnent, Abonné, Suscrito, Boletín`),
  topics: ['interests', 'interested in', 'Interessen', 'Themen', 'Centres d’intérêt', 'Intereses'],
  notes: listed(`
    note, comment, comments, remark, remarks, Notiz, Notizen, Bemerkungen,
    Bemerkung, Kommentar, Anmerkungen, Remarque, Remarques, Commentaire,
    Commentaires, Notas, Comentarios, Observaciones`),
}

export const COMPANY = {
  name: listed(`
    company, company name, organisation, organization, organization name,
    account, account name, customer, customer name, business name,
    Firma, Firmenname, Unternehmen, Unternehmensname,
    Nom, Société, Entreprise, Raison sociale, Nom de l’entreprise,
    Nom de la société, Nombre, Empresa, Razón social, Nombre de la empresa`),
  externalId: [
    ...CUSTOMER_NUMBER,
    ...listed(`
    account id, ticker, ticker symbol, symbol, Debitorennummer`),
  ],
  domains: listed(`
    domain, domain name, company domain, email domain, Domainname,
    Domaine, Nom de domaine, Dominio, Nombre de dominio`),
  industry: listed(`
    sector, branch, industries, industry type, Branche, Wirtschaftszweig,
    Secteur, Secteur d’activité, Sector de actividad, Industria`),
  headquarters: listed(`
    hq, head office, headquarters location, primary location, location, city,
    Sitz, Hauptsitz, Firmensitz, Standort, Ort, Stadt,
    Siège, Siège social, Ville, Sede, Sede central, Ciudad`),
  founded: listed(`
    year founded, founded year, founding year, Gründungsjahr, Gegründet, Gründung,
    Année de création, Année de fondation, Año de fundación, Año de creación`),
  addedOn: listed(`
    added, date added, customer since, created, created at, create date,
    Kunde seit, Erstellungsdatum, Angelegt am, Client depuis, Date de création,
    Cliente desde, Fecha de creación, Fecha de alta`),
  employees: listed(`
    headcount, number of employees, employee count, staff, company size,
    Mitarbeiter, Mitarbeiterzahl, Anzahl der Mitarbeiter, Beschäftigte,
    Effectif, Effectifs, Salariés, Employés, Nombre d’employés,
    Empleados, Número de empleados, Plantilla`),
  annualRevenue: listed(`
    revenue, turnover, sales, Umsatz, Jahresumsatz, Chiffre d’affaires,
    Chiffre d’affaires annuel, Facturación, Ingresos, Ingresos anuales, Ventas`),
  tags: listed(`
    tag, label, labels, keywords, Schlagwörter, Schlagworte,
    Étiquettes, Mots-clés, Etiquetas, Palabras clave`),
  active: ['is active', 'enabled', 'aktiv', 'Actif', 'Activo', 'Activa'],
  accountOwner: listed(`
    account owner, accountOwner, owner, owner email, company owner, sales owner,
    account manager, sales rep, Betreuer, Kundenbetreuer, Zuständiger Mitarbeiter,
    Commercial, Propriétaire, Responsable du compte,
    Comercial, Vendedor, Propietario, Responsable de cuenta`),
}
