/** Words that names, companies and addresses of measured leads are put together from, so that searching them is a fair trial. */
const words = (text: string): string[] => text.split(' ');

export const FIRST_NAMES = words(
  'Ayanda Johan Lerato Priya Sipho Anika Thabo Fatima Pieter Naledi Zanele Daniel Nomsa Willem Keitumetse Yusuf Busisiwe ' +
    'Hendrik Refilwe Ashwin Nokuthula Gerhard Palesa Imraan Thandeka Riaan Kagiso Shanti Lwazi Marlene Bongani Chantelle ' +
    'Mpho Ruan Siyabonga Farieda Themba Elsabe Karabo Nazeem Vuyo Liezel Tshepo Rashida Mandla Corne Dineo Suren',
);
export const LAST_NAMES = words(
  'Dlamini Botha Mokoena Naidoo Khumalo Nkosi Patel Smith Molefe Ndlovu Pretorius Mthembu Govender Jacobs Sithole Venter ' +
    'Mahlangu Pillay Adams Zulu Fourie Radebe Moodley Williams Mkhize Coetzee Tshabalala Singh Davids Ngcobo Steyn Maseko ' +
    'Reddy Petersen Buthelezi Kruger Motaung Chetty Isaacs Cele Nel Modise Maharaj Abrahams Shabalala Swanepoel Phiri ' +
    'Ramaphakela Essop Hlongwane Oosthuizen Letsoalo Vilakazi Joubert Mabaso Kleynhans Qwabe Erasmus Nxumalo Cronje',
);
export const TRADES = words(
  'Plumbing Bakery Logistics Attorneys Dental Motors Timber Catering Printing Security Textiles Pharmacy Architects ' +
    'Brewery Nursery Panelbeaters Accounting Joinery Electrical Veterinary Upholstery Laundry Fisheries Wines',
);
export const STREETS = words(
  'Main Church Voortrekker Long Jan-Smuts Oxford Rivonia Beyers-Naude Albert-Luthuli Nelson-Mandela Kloof Loop Adderley ' +
    'Marine Umgeni Florida Musgrave Sandile-Thusi Cowey Ridge Lynnwood Atterbury Garsfontein Duncan Hilda Park Burnett ' +
    'Jorissen De-Korte Juta Empire Barry-Hertzog Louis-Botha Corlett Glenhove Bolton Cradock Tyrwhitt Baker Keyes',
);
/** A suburb, its city and its province; commas between. */
export const SUBURBS = [
  'Rosebank,Johannesburg,Gauteng',
  'Randburg,Johannesburg,Gauteng',
  'Soweto,Johannesburg,Gauteng',
  'Fourways,Johannesburg,Gauteng',
  'Hatfield,Pretoria,Gauteng',
  'Menlyn,Pretoria,Gauteng',
  'Centurion,Pretoria,Gauteng',
  'Sea Point,Cape Town,Western Cape',
  'Claremont,Cape Town,Western Cape',
  'Bellville,Cape Town,Western Cape',
  'Khayelitsha,Cape Town,Western Cape',
  'Umhlanga,Durban,KwaZulu-Natal',
  'Berea,Durban,KwaZulu-Natal',
  'Pinetown,Durban,KwaZulu-Natal',
  'Scottsville,Pietermaritzburg,KwaZulu-Natal',
  'Summerstrand,Gqeberha,Eastern Cape',
  'Walmer,Gqeberha,Eastern Cape',
  'Beacon Bay,East London,Eastern Cape',
  'Westdene,Bloemfontein,Free State',
  'Bendor,Polokwane,Limpopo',
  'Riverside Park,Mbombela,Mpumalanga',
  'Cashan,Rustenburg,North West',
  'Hadison Park,Kimberley,Northern Cape',
] as const;
